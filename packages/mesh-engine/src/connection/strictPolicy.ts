import type { Mesh } from '../mesh/Mesh';
import { selects } from '../mesh/selectors';
import type { Workload } from '../mesh/types';
import { peerPoliciesOf } from '../mtls/peerPoliciesOf';
import { asLabels, asRecord, at } from '../resources/fields';
import type { KubeObject } from '../resources/types';

/** What is to take mTLS alone: one workload, a namespace, or with neither the whole mesh. @public */
export interface StrictScope {
  namespace?: string;
  workload?: Workload;
}

/** Labels that controllers write and that change with every release. */
const PASSING = ['pod-template-hash', 'controller-revision-hash'];

const selectorOf = (policy: KubeObject): Record<string, string> =>
  asLabels(at(policy, 'spec', 'selector', 'matchLabels'));

function freeName(mesh: Mesh, namespace: string, name: string): string {
  const taken = new Set(
    peerPoliciesOf(mesh, namespace)
      .filter(({ metadata }) => metadata.namespace === namespace)
      .map(({ metadata }) => metadata.name),
  );
  let free = name;
  for (let count = 1; taken.has(free); count++) {
    free = `${name}-strict${count > 1 ? `-${count}` : ''}`;
  }
  return free;
}

/** The PeerAuthentication that makes a scope STRICT: the one that counts there, changed, or a new one. */
export function strictPolicy(
  mesh: Mesh,
  { namespace, workload }: StrictScope,
): KubeObject {
  const owner = workload?.namespace ?? namespace ?? mesh.config.rootNamespace;
  const counts = peerPoliciesOf(mesh, owner).find(policy => {
    const selector = selectorOf(policy);
    const isSelective = Object.keys(selector).length > 0;
    return (
      policy.metadata.namespace === owner &&
      (workload
        ? isSelective && selects(selector, workload.labels)
        : !isSelective)
    );
  });
  if (counts) {
    return {
      ...counts,
      spec: { ...asRecord(counts.spec), mtls: { mode: 'STRICT' } },
    };
  }
  const labels = Object.entries(workload?.labels ?? {}).filter(
    ([name]) => !PASSING.includes(name),
  );
  return {
    apiVersion: 'security.istio.io/v1',
    kind: 'PeerAuthentication',
    metadata: {
      name: freeName(mesh, owner, workload?.name ?? 'default'),
      namespace: owner,
    },
    spec: {
      ...(workload
        ? { selector: { matchLabels: Object.fromEntries(labels) } }
        : {}),
      mtls: { mode: 'STRICT' },
    },
  };
}
