import type { Mesh } from '../../mesh/Mesh';
import type { Workload } from '../../mesh/types';
import { describeRef, refOf } from '../../resources/ref';
import type { KubeObject } from '../../resources/types';
import { type GatewayHost, gatewayHosts } from './gateways';
import { sameHost } from './hostOverlaps';
import { perMesh } from '../../mesh/perMesh';
import { push } from './push';
import type { Violation } from '../types';
import { namespaceOf } from './scope';
import { isScoped, servedGateways } from './servedGateways';

const workloadsOf = perMesh(
  mesh => new Map<KubeObject, Workload[]>(servedGateways(mesh)),
);

const isPartOf = (a: Record<string, string>, b: Record<string, string>) =>
  Object.entries(a).every(([key, value]) => b[key] === value);

/** Whether two gateways are served by the same pods, as far as is known. */
export function sharePods(
  mesh: Mesh,
  a: Pick<GatewayHost, 'object' | 'selector'>,
  b: Pick<GatewayHost, 'object' | 'selector'>,
): boolean {
  if (isScoped(mesh) && namespaceOf(a.object) !== namespaceOf(b.object)) {
    return false;
  }
  if (isPartOf(a.selector, b.selector) || isPartOf(b.selector, a.selector)) {
    return true;
  }
  const others = new Set(workloadsOf(mesh).get(b.object));
  return (workloadsOf(mesh).get(a.object) ?? []).some(workload =>
    others.has(workload),
  );
}

const isSameListener = (a: GatewayHost, b: GatewayHost) =>
  a.port === b.port &&
  a.bind === b.bind &&
  (a.namespace === '*' || b.namespace === '*' || a.namespace === b.namespace);

/** Hosts by port, so that only those of one port are compared. */
function byPort(mesh: Mesh): GatewayHost[][] {
  const index = new Map<number, GatewayHost[]>();
  gatewayHosts(mesh).forEach(entry => push(index, entry.port, entry));
  return [...index.values()];
}

export function gatewayConflicts(
  mesh: Mesh,
  overlaps: typeof sameHost,
  isOther: (a: GatewayHost, b: GatewayHost) => boolean,
): [GatewayHost, GatewayHost[]][] {
  return byPort(mesh).flatMap(entries => [
    ...overlaps(
      entries,
      (a, b) => isOther(a, b) && isSameListener(a, b) && sharePods(mesh, a, b),
    ),
  ]);
}

export const becauseOf = (
  others: readonly GatewayHost[],
): Violation['because'] =>
  others.map(other => ({
    object: refOf(other.object),
    field: other.field,
    says: `${describeRef(refOf(other.object))} takes ${other.host} on port ${
      other.port
    }${other.protocol ? ` as ${other.protocol}` : ''}.`,
  }));

export const namesOf = (others: readonly GatewayHost[]) =>
  [...new Set(others.map(({ object }) => describeRef(refOf(object))))].join(
    ', ',
  );
