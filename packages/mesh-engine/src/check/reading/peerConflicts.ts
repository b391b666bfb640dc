import type { Mesh } from '../../mesh/Mesh';
import { asText, at } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import type { Violation } from '../types';
import { allRules } from './destinationRules';
import { policiesOf, type Policy } from './policies';
import { coverOf, isMutual } from './wideRules';

type Level = 'mesh' | 'namespace';

/** PeerAuthentications for a whole level that set a mode. */
const withMode = (mesh: Mesh, level: Level, mode: string) =>
  policiesOf(mesh, 'PeerAuthentication').filter(
    ({ object, hasSelector, isOfMesh }) =>
      !hasSelector &&
      isOfMesh === (level === 'mesh') &&
      asText(at(object, 'spec', 'mtls', 'mode')) === mode,
  );

const placeOf = ({ isOfMesh, namespace }: Policy) =>
  isOfMesh ? 'the mesh' : `namespace ${namespace}`;

/** Where mTLS is required, automatic mTLS is off and no rule makes callers use it. */
export function strictWithoutCallers(mesh: Mesh, level: Level): Violation[] {
  if (mesh.config.enableAutoMtls) {
    return [];
  }
  const covers = allRules(mesh)
    .filter(isMutual)
    .flatMap(rule => coverOf(mesh, rule) ?? []);
  const isCovered = ({ isOfMesh, namespace }: Policy) =>
    covers.some(
      cover =>
        cover.namespace === undefined ||
        (!isOfMesh && cover.namespace === namespace),
    );
  return withMode(mesh, level, 'STRICT')
    .filter(policy => !isCovered(policy))
    .map(policy => ({
      object: refOf(policy.object),
      field: 'spec.mtls.mode',
      message: `${describeRef(refOf(policy.object))} requires mTLS in ${placeOf(
        policy,
      )}, but automatic mTLS is off and no DestinationRule makes callers use it: calls are refused.`,
      fix: `Turn automatic mTLS on, or add a DestinationRule for ${
        policy.isOfMesh ? '*' : `*.${policy.namespace}`
      }.svc.${mesh.config.clusterDomain} with TLS mode ISTIO_MUTUAL.`,
    }));
}

/** Where mTLS is switched off, and a rule makes callers use it. */
export function mutualToPlaintext(mesh: Mesh, level: Level): Violation[] {
  const wide = allRules(mesh).flatMap(rule => {
    const cover = coverOf(mesh, rule);
    return cover && rule.policy.tls !== undefined ? [{ rule, cover }] : [];
  });
  const ruleOf = ({ isOfMesh, namespace }: Policy) =>
    wide.find(({ cover }) => !isOfMesh && cover.namespace === namespace) ??
    wide.find(({ cover }) => cover.namespace === undefined);
  return withMode(mesh, level, 'DISABLE').flatMap(policy => {
    const found = ruleOf(policy);
    if (!found || !isMutual(found.rule)) {
      return [];
    }
    const rule = refOf(found.rule.object);
    return {
      object: refOf(policy.object),
      field: 'spec.mtls.mode',
      message: `${describeRef(
        refOf(policy.object),
      )} switches mTLS off in ${placeOf(policy)}, but ${describeRef(
        rule,
      )} makes callers use it: HTTP calls fail.`,
      fix: 'Remove the tls settings of the DestinationRule, or make the PeerAuthentication PERMISSIVE.',
      because: [
        {
          object: rule,
          field: 'spec.trafficPolicy.tls.mode',
          says: `${describeRef(rule)} is for ${found.rule.host}.`,
        },
      ],
    };
  });
}
