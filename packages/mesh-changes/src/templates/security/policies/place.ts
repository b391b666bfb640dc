import {
  authorizationPoliciesFor,
  type KubeObject,
  type Mesh,
  type MeshService,
} from '@ecotrack/mesh-engine';
import { ParameterError } from '../../ParameterError';
import { requireService } from '../common/find';
import { selects } from '../common/scope';
import { at, labelsOf, list, record } from '../common/values';

export const GROUP = 'security.istio.io';

/** A service whose policies are asked about or changed. */
export type Place = {
  mesh: Mesh;
  service: MeshService;
  /** How a policy says that it is for this service. */
  target: object;
  /** Whether a waypoint enforces its policies, which sidecars do otherwise. */
  hasWaypoint: boolean;
};

export type Action = 'ALLOW' | 'DENY';

const USE_WAYPOINT = 'istio.io/use-waypoint';

function waypointOf(mesh: Mesh, service: MeshService): string | undefined {
  const ofObject = mesh.get(service.ref)?.metadata.labels?.[USE_WAYPOINT];
  const ofNamespace = mesh.namespaces.get(service.namespace)?.metadata.labels;
  const name = ofObject ?? ofNamespace?.[USE_WAYPOINT];
  return name === 'none' ? undefined : name;
}

/** @throws ParameterError when no proxy would enforce a policy for the service */
export function placeOf(mesh: Mesh, namespace: string, name: string): Place {
  const service = requireService(mesh, namespace, name);
  const { selector, workloads } = service;
  if (!selector || workloads.length === 0) {
    throw new ParameterError(
      'service',
      `Service ${name} in ${namespace} leads to no workload that this environment knows, so no proxy could enforce a policy for it.`,
    );
  }
  const bare = workloads.filter(({ sidecar }) => sidecar.state === 'none');
  if (bare.length === workloads.length) {
    throw new ParameterError(
      'service',
      `Service ${name} in ${namespace} runs without a proxy of the mesh, so nothing would enforce a policy for it. Turn injection on for it first.`,
    );
  }
  const hasWaypoint =
    workloads.some(({ sidecar }) => sidecar.state === 'ambient') &&
    waypointOf(mesh, service) !== undefined;
  return {
    mesh,
    service,
    hasWaypoint,
    target: hasWaypoint
      ? { targetRefs: [{ group: '', kind: 'Service', name }] }
      : { selector: { matchLabels: selector } },
  };
}

/** Whether a policy has the action, and is enforced rather than tried out. */
export const isInForce = (policy: KubeObject, action: Action): boolean =>
  (at(policy, 'spec', 'action') ?? 'ALLOW') === action &&
  policy.metadata.annotations?.['istio.io/dry-run'] !== 'true';

/** Whether a policy is for this service and nothing else. */
export function isForIt(
  policy: KubeObject,
  { mesh, service, hasWaypoint }: Place,
): boolean {
  if (policy.metadata.namespace !== service.namespace) {
    return false;
  }
  if (hasWaypoint) {
    const targets = list(at(policy, 'spec', 'targetRefs')).map(record);
    return (
      targets.length === 1 &&
      targets[0]?.kind === 'Service' &&
      targets[0]?.name === service.name
    );
  }
  const selector = labelsOf(at(policy, 'spec', 'selector', 'matchLabels'));
  return (
    Object.keys(selector).length > 0 &&
    service.workloads.every(({ labels }) => selects(selector, labels)) &&
    mesh.workloads.every(
      workload =>
        workload.namespace !== service.namespace ||
        service.workloads.includes(workload) ||
        !selects(selector, workload.labels),
    )
  );
}

/** Policies of an action that are for this service and nothing else. */
export function ownPolicies(place: Place, action: Action): KubeObject[] {
  return place.mesh
    .objects('AuthorizationPolicy', GROUP)
    .filter(policy => isInForce(policy, action) && isForIt(policy, place));
}

/** ALLOW policies that count for all of the service, whatever else they are for. */
export function allowPolicies(place: Place): KubeObject[] {
  const { mesh, service } = place;
  const byWorkload = service.workloads.map(workload =>
    authorizationPoliciesFor(mesh, {
      namespace: workload.namespace,
      labels: workload.labels,
    }).filter(policy => isInForce(policy, 'ALLOW')),
  );
  const [first = [], ...others] = byWorkload;
  const common = first.filter(policy =>
    others.every(policies => policies.includes(policy)),
  );
  return [...new Set([...ownPolicies(place, 'ALLOW'), ...common])];
}
