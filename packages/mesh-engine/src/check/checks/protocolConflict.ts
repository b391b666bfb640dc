import { describeRef } from '../../resources/ref';
import { portAnswers, inMesh } from '../reading/serviceAnswers';
import type { Check } from '../types';

export const protocolConflict: Check = {
  code: 'MESH2505',
  severity: 'warning',
  title: 'Services that disagree about the protocol of a port',
  istioctl: ['IST0116'],
  find: mesh =>
    mesh.workloads.filter(inMesh).flatMap(workload =>
      portAnswers(
        mesh.servicesOf(workload).filter(({ ref }) => ref.kind === 'Service'),
        ({ number }) => number,
        ({ protocol }) => (protocol === 'auto' ? undefined : protocol),
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
