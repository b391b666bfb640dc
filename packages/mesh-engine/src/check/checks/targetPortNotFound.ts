import { namedPort } from '../../mesh/namedPort';
import type { Workload } from '../../mesh/types';
import { asList, asNumber, asRecord, asText, at } from '../../resources/fields';
import { describeRef } from '../../resources/ref';
import type { Check } from '../types';

export const targetPortNotFound: Check = {
  code: 'MESH2502',
  severity: 'warning',
  title: 'Service for a port that its pods do not have',
  kiali: ['KIA0701'],
  find: mesh =>
    mesh.services
      .filter(({ ref }) => ref.kind === 'Service')
      .flatMap(service => {
        const declaring = service.workloads.filter(
          ({ containerPorts }) => containerPorts.length > 0,
        );
        if (declaring.length === 0) {
          return [];
        }
        return asList(at(mesh.get(service.ref), 'spec', 'ports'))
          .map(asRecord)
          .flatMap((port, index) => {
            const wanted = port.targetPort ?? port.port;
            const number = asNumber(wanted);
            const has = (workload: Workload) =>
              number === undefined
                ? namedPort(workload, asText(wanted) ?? '') !== undefined
                : workload.containerPorts.some(
                    declared => declared.number === number,
                  );
            return declaring.some(has)
              ? []
              : {
                  object: service.ref,
                  field: `spec.ports[${index}]`,
                  message: `${describeRef(service.ref)} leads to port ${String(
                    wanted,
                  )}, which no container behind it declares${
                    number === undefined
                      ? ': the port has no endpoints'
                      : '; it works only if one listens there all the same'
                  }.`,
                  fix: 'Correct targetPort, or declare the port in the container.',
                  because: declaring.map(({ ref, name, containerPorts }) => ({
                    object: ref,
                    says: `${name} declares ${containerPorts
                      .map(declared =>
                        [declared.name, declared.number]
                          .filter(Boolean)
                          .join(' '),
                      )
                      .join(', ')}.`,
                  })),
                };
          });
      }),
};
