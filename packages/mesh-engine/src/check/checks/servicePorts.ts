import { namedPort } from '../../mesh/namedPort';
import type { MeshService, Workload } from '../../mesh/types';
import { asList, asNumber, asRecord, asText, at } from '../../resources/fields';
import { describeRef } from '../../resources/ref';
import { push } from '../reading/push';
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

/** Deployments that get a proxy, with the services in front of them. */
function inMesh(workload: Workload): boolean {
  return (
    workload.sidecar.state === 'all' ||
    workload.sidecar.state === 'some' ||
    (workload.sidecar.state === 'unknown' && workload.sidecar.expected === true)
  );
}

/** What services say of one port: each answer with those that give it. */
function answers<T>(
  services: readonly MeshService[],
  portOf: (port: MeshService['ports'][number]) => number | undefined,
  answerOf: (port: MeshService['ports'][number]) => T,
): [number, Map<T, MeshService[]>][] {
  const byPort = new Map<number, Map<T, MeshService[]>>();
  for (const service of services) {
    for (const port of service.ports) {
      const number = portOf(port);
      if (number !== undefined && port.protocol !== 'udp') {
        const given = byPort.get(number) ?? new Map<T, MeshService[]>();
        push(given, answerOf(port), service);
        byPort.set(number, given);
      }
    }
  }
  return [...byPort].filter(([, given]) => given.size > 1);
}

export const protocolConflict: Check = {
  code: 'MESH2505',
  severity: 'warning',
  title: 'Services that disagree about the protocol of a port',
  istioctl: ['IST0116'],
  find: mesh =>
    mesh.workloads.filter(inMesh).flatMap(workload =>
      answers(
        mesh.servicesOf(workload).filter(({ ref }) => ref.kind === 'Service'),
        ({ number }) => number,
        ({ protocol }) => protocol,
      ).map(([number, given]) => ({
        object: workload.ref,
        message: `${describeRef(
          workload.ref,
        )} is behind services that disagree about port ${number}: ${[...given]
          .map(
            ([protocol, services]) =>
              `${services.map(({ name }) => name).join(', ')} says ${protocol}`,
          )
          .join('; ')}.`,
        fix: 'Give the port the same protocol in all of them, or another number.',
        because: [...given.values()].flat().map(({ ref }) => ({
          object: ref,
          field: 'spec.ports',
          says: `${describeRef(ref)} selects the workload.`,
        })),
      })),
    ),
};

export const portConflict: Check = {
  code: 'MESH2506',
  severity: 'warning',
  title: 'Services that lead to one port under several numbers',
  istioctl: ['IST0137'],
  find: mesh =>
    mesh.workloads.filter(inMesh).flatMap(workload =>
      answers(
        mesh.servicesOf(workload).filter(({ ref }) => ref.kind === 'Service'),
        ({ targetPort, targetName }) =>
          targetPort ??
          (targetName ? namedPort(workload, targetName) : undefined),
        ({ number }) => number,
      ).map(([number, given]) => ({
        object: workload.ref,
        message: `Port ${number} of ${describeRef(
          workload.ref,
        )} is reached under several numbers: ${[...given]
          .map(
            ([port, services]) =>
              `${port} of ${services.map(({ name }) => name).join(', ')}`,
          )
          .join('; ')}. Its proxy can treat it in only one way.`,
        fix: 'Use one number for the port in all services of the workload.',
        because: [...given.values()].flat().map(({ ref }) => ({
          object: ref,
          field: 'spec.ports',
          says: `${describeRef(ref)} selects the workload.`,
        })),
      })),
    ),
};
