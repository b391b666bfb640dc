import type { Mesh } from '../../mesh/Mesh';
import { perMesh } from '../../mesh/perMesh';
import { asList, asRecord, asText, at } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import type { KubeObject } from '../../resources/types';
import { policiesOf, type Policy } from '../reading/policies';
import { push } from '../reading/push';
import { rulesOf } from '../reading/sources';
import type { Check } from '../types';

/** Whether some rule asks for a token, or for what stands in it. */
const asksForToken = ({ object }: Policy): boolean =>
  at(object, 'spec', 'action') === 'CUSTOM' ||
  rulesOf(object).some(
    ({ sources, conditions }) =>
      sources.some(({ values }) =>
        ['requestPrincipals', 'notRequestPrincipals'].some(
          name => asList(values[name]).length > 0,
        ),
      ) ||
      conditions.some(({ values }) =>
        /^(request\.auth\.|experimental\.)/.test(asText(values.key) ?? ''),
      ),
  );

const demanding = perMesh(mesh => {
  const index = new Map<string, Policy[]>();
  policiesOf(mesh, 'AuthorizationPolicy')
    .filter(asksForToken)
    .forEach(policy => push(index, policy.namespace, policy));
  return index;
});

/** Whether routes go by claims, which needs a valid token. */
const routesByClaims = perMesh(mesh =>
  mesh.objects('VirtualService', 'networking.istio.io').some(({ spec }) =>
    asList(at(spec, 'http'))
      .flatMap(route => asList(asRecord(route).match))
      .flatMap(match => Object.keys(asRecord(asRecord(match).headers)))
      .some(name => name.startsWith('@request.auth.claims')),
  ),
);

/** Whether both may be for one proxy. */
function mayMeet(one: Policy, other: Policy): boolean {
  if (one.targets.length > 0 && other.targets.length > 0) {
    return one.targets.some(({ kind, name }) =>
      other.targets.some(each => each.kind === kind && each.name === name),
    );
  }
  return Object.entries(one.selector).every(
    ([key, value]) => (other.selector[key] ?? value) === value,
  );
}

function isRequired(mesh: Mesh, policy: Policy): boolean {
  const { rootNamespace } = mesh.config;
  const lists = policy.isOfMesh
    ? [...demanding(mesh).values()]
    : [policy.namespace, rootNamespace].map(
        namespace => demanding(mesh).get(namespace) ?? [],
      );
  return (
    routesByClaims(mesh) ||
    lists.some(list => list.some(other => mayMeet(policy, other)))
  );
}

const hasRules = ({ spec }: KubeObject) =>
  asList(asRecord(spec).jwtRules).length > 0;

export const tokenNotRequired: Check = {
  code: 'MESH3201',
  severity: 'warning',
  title: 'Tokens that nobody requires',
  find: mesh =>
    policiesOf(mesh, 'RequestAuthentication')
      .filter(policy => hasRules(policy.object) && !isRequired(mesh, policy))
      .map(({ object }) => ({
        object: refOf(object),
        field: 'spec.jwtRules',
        message: `${describeRef(
          refOf(object),
        )} refuses tokens that are not valid, but requests without any token pass: no AuthorizationPolicy requires one.`,
        fix: 'Add an AuthorizationPolicy that denies requests with notRequestPrincipals: ["*"], or allows only certain requestPrincipals.',
      })),
};
