import type { KubeObject, Mesh } from '@ecotrack/mesh-engine';
import { describeCaller, requireCaller, type Caller } from '../common/callers';
import { newObject } from '../common/planOf';
import { answersFor } from './letsIn';
import { GROUP, ownPolicies, type Place } from './place';
import {
  callerRule,
  callersOfRule,
  operationOfRule,
  rulesOf,
  withCaller,
} from './rules';
import { withoutCaller } from './withoutCaller';

/** A policy that only refuses callers, or a new one. */
function refusing(place: Place, callers: readonly Caller[]): KubeObject {
  const { mesh, service, target } = place;
  const known = ownPolicies(place, 'DENY').find(policy =>
    rulesOf(policy).every(
      rule => operationOfRule(rule) === undefined && callersOfRule(mesh, rule),
    ),
  );
  return known
    ? callers.reduce(
        (policy, caller) => withCaller(mesh, policy, caller, undefined),
        known,
      )
    : newObject(
        mesh,
        GROUP,
        'AuthorizationPolicy',
        { namespace: service.namespace, name: `${service.name}-revoked` },
        { ...target, action: 'DENY', rules: [callerRule(mesh, callers)] },
      );
}

function notesFor(
  mesh: Mesh,
  { service }: Place,
  refused: readonly Caller[],
  wanted: readonly KubeObject[],
): string[] {
  const takesPlaintext = service.workloads.some(
    workload => mesh.mtls(workload).effective !== 'strict',
  );
  const emptied = wanted.filter(policy => rulesOf(policy).length === 0);
  return [
    ...refused.map(
      caller =>
        `More lets ${describeCaller(
          caller,
          service.namespace,
        )} in than its own entries, so a policy that refuses it is part of this change.`,
    ),
    ...emptied.map(
      ({ metadata }) =>
        `AuthorizationPolicy ${metadata.name} has no rule left: nobody can call ${service.name} by it.`,
    ),
    ...(takesPlaintext
      ? [
          `${service.name} takes connections without mTLS, which show no identity: a caller could still come that way if no ALLOW policy asks for one. Set its mTLS mode to STRICT.`,
        ]
      : []),
  ];
}

/** Takes callers out of the service's policies; refuses by a DENY policy those whom something else lets in. */
export function revoke(
  place: Place,
  callers: readonly Caller[],
): { wanted: KubeObject[]; notes: string[] } {
  const { mesh } = place;
  const edited = ownPolicies(place, 'ALLOW').map(policy => ({
    policy,
    left: callers.reduce(
      (left, caller) => withoutCaller(mesh, left, caller),
      policy,
    ),
  }));
  const changed = edited
    .filter(({ policy, left }) => policy !== left)
    .map(({ left }) => left);
  const after = mesh.with({ upserted: changed });
  const refused = callers.filter((caller, index) => {
    const isNamed = edited.some(
      ({ policy }) => withoutCaller(mesh, policy, caller) !== policy,
    );
    if (!isNamed) {
      requireCaller(mesh, caller, `callers[${index}]`);
    }
    return answersFor(after, place, caller).some(
      ({ decision }) => decision !== 'deny',
    );
  });
  const isRefusing = (policy: KubeObject) =>
    callers.some(caller => withoutCaller(mesh, policy, caller) !== policy);
  const kept = ownPolicies(place, 'DENY').filter(isRefusing);
  const wanted = [
    ...changed,
    ...(refused.length > 0 ? [refusing(place, refused)] : kept),
  ];
  return { wanted, notes: notesFor(mesh, place, refused, changed) };
}
