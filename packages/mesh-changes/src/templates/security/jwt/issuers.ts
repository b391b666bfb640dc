import type { KubeObject } from '@ecotrack/mesh-engine';
import { newObject } from '../common/planOf';
import { at, list, record, texts, withAt } from '../common/values';
import { GROUP, isForIt, type Place } from '../policies/place';

/** Who signs tokens, where the keys are, and whom the tokens are for. */
export type Issuer = { issuer: string; jwksUri: string; audiences?: string[] };

const KIND = 'RequestAuthentication';

const rulesOf = (policy: KubeObject | undefined) =>
  list(at(policy, 'spec', 'jwtRules')).map(record);

const ownOf = (place: Place): KubeObject[] =>
  place.mesh.objects(KIND, GROUP).filter(policy => isForIt(policy, place));

/** The issuers whose tokens the service reads, by policies of its own. */
export function issuersOf(place: Place): Partial<Issuer>[] {
  return ownOf(place)
    .flatMap(rulesOf)
    .map(({ issuer, jwksUri, audiences }) => ({
      ...(typeof issuer === 'string' && { issuer }),
      ...(typeof jwksUri === 'string' && { jwksUri }),
      ...(texts(audiences).length > 0 && { audiences: texts(audiences) }),
    }));
}

/** The service's policy about tokens with an issuer; another issuer comes beside those that are there. */
export function withIssuer(place: Place, wanted: Issuer): KubeObject {
  const { mesh, service, target } = place;
  const { issuer, jwksUri, audiences } = wanted;
  const own = ownOf(place);
  const isIts = (rule: Record<string, unknown>) => rule.issuer === issuer;
  const policy = own.find(each => rulesOf(each).some(isIts)) ?? own[0];
  const fresh = {
    issuer,
    jwksUri,
    ...(audiences?.length && { audiences: [...audiences] }),
  };
  if (!policy) {
    return newObject(
      mesh,
      GROUP,
      KIND,
      { namespace: service.namespace, name: `${service.name}-token` },
      { ...target, jwtRules: [fresh] },
    );
  }
  const index = rulesOf(policy).findIndex(isIts);
  if (index < 0) {
    return withAt(policy, ['spec', 'jwtRules'], [...rulesOf(policy), fresh]);
  }
  const rule = ['spec', 'jwtRules', index];
  const withKeys = withAt(
    withAt(policy, [...rule, 'jwks'], undefined),
    [...rule, 'jwksUri'],
    jwksUri,
  );
  return audiences
    ? withAt(
        withKeys,
        [...rule, 'audiences'],
        audiences.length > 0 ? [...audiences] : undefined,
      )
    : withKeys;
}
