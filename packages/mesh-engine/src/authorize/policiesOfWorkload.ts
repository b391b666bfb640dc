import type { Mesh } from '../mesh/Mesh';
import { perMesh } from '../mesh/perMesh';
import type { Workload } from '../mesh/types';
import { asList, at } from '../resources/fields';
import type { KubeObject } from '../resources/types';
import { authorizationPoliciesFor } from './policiesFor';
import { isWaypoint, istioGatewaysOf } from './waypoint';

/** Policies that name what they are for, as those of waypoints do. */
const targeted = perMesh(mesh =>
  mesh
    .objects('AuthorizationPolicy', 'security.istio.io')
    .filter(
      ({ spec }) =>
        at(spec, 'targetRef') !== undefined ||
        asList(at(spec, 'targetRefs')).length > 0,
    ),
);

/** AuthorizationPolicies that a request to a workload may meet: its own, and all that a waypoint before it may ask. */
export function policiesOfWorkload(
  mesh: Mesh,
  workload: Workload,
): KubeObject[] {
  const own = authorizationPoliciesFor(mesh, {
    namespace: workload.namespace,
    labels: workload.labels,
    isWaypoint: isWaypoint(mesh, workload),
    gateways: istioGatewaysOf(mesh, workload),
  });
  return [...new Set([...own, ...targeted(mesh)])];
}
