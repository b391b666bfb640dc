import type { AuthorizeAnswer, Mesh, Workload } from '@ecotrack/mesh-engine';
import { principalOf, type Caller } from '../common/callers';
import { podPortsOf } from '../common/find';
import type { Place } from './place';

/** Somebody of a namespace whom no policy can know by name. */
const ANYBODY = 'anybody';

/** Identities that a caller stands for. */
function principalsOf(mesh: Mesh, { namespace, serviceAccount }: Caller) {
  const accounts =
    serviceAccount === undefined
      ? [
          ANYBODY,
          ...mesh.workloads
            .filter(workload => workload.namespace === namespace)
            .map(workload => workload.serviceAccount),
        ]
      : [serviceAccount];
  return [...new Set(accounts)].map(account =>
    principalOf(mesh, { namespace, serviceAccount: account }),
  );
}

/** What becomes of requests of a caller that are not known further, at every port of the service. */
export function answersFor(
  mesh: Mesh,
  { service }: Place,
  caller: Caller,
): AuthorizeAnswer[] {
  const targets = service.workloads.flatMap(workload =>
    service.ports.flatMap(port =>
      podPortsOf(service, port).map((podPort): [Workload, number, string] => [
        mesh.workload(workload.namespace, workload.name) ?? workload,
        podPort,
        port.protocol,
      ]),
    ),
  );
  return principalsOf(mesh, caller).flatMap(principal =>
    targets.map(([workload, port, protocol]) =>
      mesh.authorize({
        source: { mtls: true, principal },
        destination: { workload, port },
        protocol,
      }),
    ),
  );
}
