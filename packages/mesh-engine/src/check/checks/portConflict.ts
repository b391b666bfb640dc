import { namedPort } from '../../mesh/namedPort';
import { describeRef } from '../../resources/ref';
import { portAnswers, inMesh } from '../reading/serviceAnswers';
import type { Check } from '../types';

export const portConflict: Check = {
  code: 'MESH2506',
  severity: 'warning',
  title: 'Services that lead to one port under several numbers',
  istioctl: ['IST0137'],
  find: mesh =>
    mesh.workloads.filter(inMesh).flatMap(workload =>
      portAnswers(
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
