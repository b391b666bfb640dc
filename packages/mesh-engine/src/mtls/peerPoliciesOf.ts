import type { Mesh } from '../mesh/Mesh';
import { perMesh } from '../mesh/perMesh';
import { byAge } from '../resources/byAge';
import type { KubeObject } from '../resources/types';

const byNamespace = perMesh(mesh => {
  const index = new Map<string, KubeObject[]>();
  const { rootNamespace } = mesh.config;
  const policies = [
    ...mesh.objects('PeerAuthentication', 'security.istio.io'),
  ].sort(byAge);
  const ofRoot = policies.filter(
    ({ metadata }) => metadata.namespace === rootNamespace,
  );
  index.set(rootNamespace, ofRoot);
  for (const policy of policies) {
    const { namespace = 'default' } = policy.metadata;
    if (namespace !== rootNamespace) {
      const list = index.get(namespace) ?? [...ofRoot];
      index.set(namespace, list);
      list.push(policy);
    }
  }
  return { index, ofRoot };
});

/** PeerAuthentications that can reach a namespace: its own and those of the root namespace, the oldest of each first. */
export function peerPoliciesOf(
  mesh: Mesh,
  namespace: string,
): readonly KubeObject[] {
  const { index, ofRoot } = byNamespace(mesh);
  return index.get(namespace) ?? ofRoot;
}
