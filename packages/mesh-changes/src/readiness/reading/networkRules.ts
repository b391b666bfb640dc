import {
  cidrTest,
  fitsLabelSelector,
  type KubeObject,
  type Mesh,
  type Workload,
} from '@ecotrack/mesh-engine';
import { at, list, record } from '../../templates/security/common/values';
import { numberOf } from './numbers';
import { remember } from './remember';

export type Direction = 'Ingress' | 'Egress';

/** Whether a connection is let through; undefined where it depends on addresses. */
export type Passage = boolean | undefined;

/** Who is at the other end: pods, or an address. */
export type Other =
  | Pick<Workload, 'namespace' | 'labels' | 'containerPorts'>
  | { address: string };

const policiesIn = remember((mesh, namespace) =>
  mesh
    .objects('NetworkPolicy', 'networking.k8s.io')
    .filter(({ metadata }) => (metadata.namespace ?? 'default') === namespace),
);

function isFor(policy: KubeObject, direction: Direction): boolean {
  const types = at(policy, 'spec', 'policyTypes');
  return Array.isArray(types)
    ? types.includes(direction)
    : direction === 'Ingress' || at(policy, 'spec', 'egress') !== undefined;
}

/** Policies that close everything in a direction which none of them opens. */
export const policiesOf = (
  mesh: Mesh,
  { namespace, labels }: Pick<Workload, 'namespace' | 'labels'>,
  direction: Direction,
): KubeObject[] =>
  policiesIn(mesh, namespace).filter(
    policy =>
      isFor(policy, direction) &&
      fitsLabelSelector(at(policy, 'spec', 'podSelector'), labels),
  );

export const rulesOf = (policy: KubeObject, direction: Direction) =>
  list(at(policy, 'spec', direction.toLowerCase())).map(record);

/** Whether a rule opens a port of whoever is dialled. */
function opensPort(
  { ports }: Readonly<Record<string, unknown>>,
  number: number,
  protocol: string,
  dialled: Pick<Workload, 'containerPorts'> | undefined,
): Passage {
  const entries = list(ports).map(record);
  if (entries.length === 0) {
    return true;
  }
  const ofProtocol = entries.filter(
    entry => (entry.protocol ?? 'TCP') === protocol,
  );
  const told = ofProtocol.map((entry): Passage => {
    const { port, endPort } = entry;
    const from = numberOf(port);
    if (port === undefined) {
      return true;
    }
    if (from !== undefined) {
      return number >= from && number <= (numberOf(endPort) ?? from);
    }
    return dialled?.containerPorts.some(
      each => each.name === port && each.number === number,
    );
  });
  return either(told);
}

/** True where any is; undefined where any might be. */
export function either(told: readonly Passage[]): Passage {
  return told.includes(true)
    ? true
    : told.includes(undefined)
    ? undefined
    : false;
}

function both(a: Passage, b: Passage): Passage {
  return a === false || b === false ? false : a === true ? b : a;
}

/** Whether a block of addresses has one; a block that cannot be read has none. */
function hasAddress(block: unknown, address: string): boolean {
  const { cidr, except } = record(block);
  const isIn = (range: unknown) => cidrTest(String(range))?.(address) === true;
  return isIn(cidr) && !list(except).some(isIn);
}

/** Whether a rule is for the other end. */
function isForPeer(
  mesh: Mesh,
  home: string,
  peers: unknown,
  other: Other | undefined,
): Passage {
  const entries = list(peers).map(record);
  if (entries.length === 0) {
    return true;
  }
  return either(
    entries.map(({ ipBlock, namespaceSelector, podSelector }): Passage => {
      if (other && 'address' in other) {
        return ipBlock !== undefined && hasAddress(ipBlock, other.address);
      }
      if (ipBlock !== undefined || !other) {
        return undefined;
      }
      const labels = mesh.namespaces.get(other.namespace)?.metadata.labels;
      const isThere =
        namespaceSelector === undefined
          ? other.namespace === home
          : fitsLabelSelector(namespaceSelector, {
              ...labels,
              'kubernetes.io/metadata.name': other.namespace,
            });
      return (
        isThere &&
        (podSelector === undefined ||
          fitsLabelSelector(podSelector, other.labels))
      );
    }),
  );
}

/** Whether the policies let a connection through to a port, from or to the other end. */
export function letsThrough(
  mesh: Mesh,
  policies: readonly KubeObject[],
  direction: Direction,
  connection: {
    port: number;
    protocol?: 'TCP' | 'UDP';
    /** Undefined for somebody of whom nothing is known. */
    other?: Other;
    /** Whose port it is. */
    dialled?: Pick<Workload, 'containerPorts'>;
  },
): Passage {
  const { port, protocol = 'TCP', other, dialled } = connection;
  return either(
    policies.flatMap(policy =>
      rulesOf(policy, direction).map(rule =>
        both(
          opensPort(rule, port, protocol, dialled),
          isForPeer(
            mesh,
            policy.metadata.namespace ?? 'default',
            direction === 'Ingress' ? rule.from : rule.to,
            other,
          ),
        ),
      ),
    ),
  );
}
