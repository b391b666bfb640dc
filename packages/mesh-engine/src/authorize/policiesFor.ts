import type { Mesh } from '../mesh/Mesh';
import { perMesh, perMeshAnd } from '../mesh/perMesh';
import type { KubeObject } from '../resources/types';
import { attaches, type PolicyTarget } from './attaches';
import { indexPolicies, type PolicyIndex } from './policyIndex';

const GROUP = 'security.istio.io';

const authorizationPolicies = perMesh(mesh =>
  indexPolicies(mesh.objects('AuthorizationPolicy', GROUP)),
);
const requestAuthentications = perMesh(mesh =>
  indexPolicies(mesh.objects('RequestAuthentication', GROUP)),
);

function lookUp(
  index: PolicyIndex,
  namespaces: readonly string[],
  target: PolicyTarget,
  rootNamespace: string,
): KubeObject[] {
  const all = [
    ...namespaces,
    ...(target.services ?? []).map(service => service.namespace),
  ];
  return [...new Set(all)].flatMap(namespace =>
    (index.get(namespace) ?? []).filter(policy =>
      attaches(policy, target, rootNamespace),
    ),
  );
}

/** AuthorizationPolicies for a proxy: those of the root namespace first. @public */
export const authorizationPoliciesFor: (
  mesh: Mesh,
  target: PolicyTarget,
) => readonly KubeObject[] = perMeshAnd((mesh, target) => {
  const { rootNamespace } = mesh.config;
  const namespaces = [rootNamespace, target.namespace];
  const index = authorizationPolicies(mesh);
  return lookUp(index, namespaces, target, rootNamespace);
});

/** RequestAuthentications for a proxy: those of its own namespace first. @public */
export const requestAuthenticationsFor: (
  mesh: Mesh,
  target: PolicyTarget,
) => readonly KubeObject[] = perMeshAnd((mesh, target) => {
  const { rootNamespace } = mesh.config;
  const namespaces = [target.namespace, rootNamespace];
  const index = requestAuthentications(mesh);
  return lookUp(index, namespaces, target, rootNamespace);
});
