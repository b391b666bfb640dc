import type { Mesh } from '../../mesh/Mesh';
import { describeRef, refOf } from '../../resources/ref';
import type { KubeObject } from '../../resources/types';
import { gatewayHosts, type GatewayHost } from '../reading/gateways';
import { sameHost, wildcardOverlaps } from '../reading/hostOverlaps';
import { perMesh } from '../reading/perMesh';
import { push } from '../reading/push';
import type { Workload } from '../../mesh/types';
import type { Check, Violation } from '../types';
import { servedGateways } from './gatewaySelector';

const workloadsOf = perMesh(
  mesh => new Map<KubeObject, Workload[]>(servedGateways(mesh)),
);

const isPartOf = (a: Record<string, string>, b: Record<string, string>) =>
  Object.entries(a).every(([key, value]) => b[key] === value);

/** Whether two gateways are served by the same pods, as far as is known. */
function sharePods(mesh: Mesh, a: GatewayHost, b: GatewayHost): boolean {
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

function conflicts(
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

const because = (others: readonly GatewayHost[]): Violation['because'] =>
  others.map(other => ({
    object: refOf(other.object),
    field: other.field,
    says: `${describeRef(refOf(other.object))} takes ${other.host} on port ${
      other.port
    }${other.protocol ? ` as ${other.protocol}` : ''}.`,
  }));

const named = (others: readonly GatewayHost[]) =>
  [...new Set(others.map(({ object }) => describeRef(refOf(object))))].join(
    ', ',
  );

export const gatewayHostTaken: Check = {
  code: 'MESH2203',
  severity: 'warning',
  title: 'Several gateways for one host and port',
  kiali: ['KIA0301'],
  istioctl: ['IST0145'],
  find: mesh =>
    conflicts(mesh, sameHost, (a, b) => a.object !== b.object).map(
      ([one, others]) => ({
        object: refOf(one.object),
        field: one.field,
        severity: others.some(other => other.protocol !== one.protocol)
          ? ('error' as const)
          : ('warning' as const),
        message: `${describeRef(refOf(one.object))} and ${named(others)} take ${
          one.host
        } on port ${one.port} of the same pods; only one of them is used.`,
        fix: 'Keep the host in one Gateway, and let the VirtualServices share it.',
        because: because(others),
      }),
    ),
};

export const gatewayHostCovered: Check = {
  code: 'MESH2204',
  severity: 'info',
  title: 'Gateways whose hosts overlap',
  istioctl: ['IST0145'],
  find: mesh =>
    conflicts(mesh, wildcardOverlaps, (a, b) => a.object !== b.object).map(
      ([one, others]) => ({
        object: refOf(one.object),
        field: one.field,
        message: `${describeRef(refOf(one.object))} takes ${one.host} on port ${
          one.port
        }, and ${named(others)} ${
          one.host.startsWith('*') ? 'a part of it' : 'a wildcard over it'
        }; requests go to the one with the more exact host.`,
        fix: 'If that is not meant, keep the hosts in one Gateway.',
        because: because(others),
      }),
    ),
};

export const gatewayHostTwice: Check = {
  code: 'MESH2205',
  severity: 'warning',
  title: 'The same host twice in one gateway',
  kiali: ['KIA0301'],
  find: mesh =>
    conflicts(mesh, sameHost, (a, b) => a.object === b.object).map(
      ([one, others]) => ({
        object: refOf(one.object),
        field: one.field,
        message: `${describeRef(refOf(one.object))} takes ${one.host} on port ${
          one.port
        } ${others.length + 1} times.`,
        fix: 'Remove what is said twice.',
        because: because(others),
      }),
    ),
};
