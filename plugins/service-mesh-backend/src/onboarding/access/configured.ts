import { describeRef } from '@ecotrack/mesh-engine';
import type { Because } from '@ecotrack/backstage-plugin-service-mesh-common';
import { weakestMode } from '../../questions/mtls/modes';
import type { Facts, Judge, Judgement } from '../types';
import { namesOf } from '../wording';
import { opennessOfAll } from './openness';

const POLICIES = 'authorizationpolicies.security.istio.io';

const nameCallers = (
  { subject: { namespace, name } }: Facts,
  title: string,
): Judgement['next'] => ({
  title,
  change: {
    template: 'allow-caller',
    parameters: { namespace, service: name },
  },
});

function becauseOf({ access }: Facts): Because[] {
  const policies = new Map(
    access
      .flatMap(row => row.policies)
      .map(policy => [describeRef(policy), policy]),
  );
  return [
    ...[...policies].map(([says, object]) => ({
      object,
      says: `${says} is asked.`,
    })),
    ...access.flatMap(row =>
      row.access.map(({ callers, decision, decidedBy, dependsOn }) => ({
        object: decidedBy?.policy,
        field: decidedBy?.field,
        says: `Port ${row.port ?? 'of the pods'}, ${callers.name}: ${decision}${
          dependsOn.length > 0 ? ` on ${dependsOn.join(', ')}` : ''
        }.`,
      })),
    ),
  ];
}

/** Whether policies let those in who have no identity, and connections without one are taken. */
const takesStrangers = ({ access, input, subject: { service } }: Facts) =>
  opennessOfAll(access) === 'anyone' &&
  service !== undefined &&
  weakestMode(input, service) !== 'strict';

/** Whether callers are named by policy, and everybody else is refused. */
export const configured: Judge = facts => {
  const { access, input, isEntry, isInMesh } = facts;
  if (isEntry) {
    return {
      state: 'not-needed',
      says: 'It is an entry of the mesh: clients outside call it.',
      because: becauseOf(facts),
    };
  }
  if (input.kubernetes.unreadable?.includes(POLICIES)) {
    return {
      state: 'unknown',
      says: `The portal may not read ${POLICIES}.`,
      because: [],
    };
  }
  if (!isInMesh) {
    return {
      state: 'waiting',
      says: 'Without a proxy nothing asks who calls.',
      because: [],
    };
  }
  const because = becauseOf(facts);
  switch (opennessOfAll(access)) {
    case 'anyone':
    case 'mesh':
      return {
        state: 'waiting',
        says: takesStrangers(facts)
          ? 'Anybody may call it, also without an identity.'
          : 'Everybody in the mesh may call it.',
        because,
        next: nameCallers(facts, 'Name its callers…'),
      };
    case 'some': {
      const allowed = access
        .flatMap(row => row.access)
        .filter(({ decision }) => decision !== 'deny')
        .flatMap(({ callers }) =>
          callers.rest
            ? [callers.name]
            : callers.workloads.map(({ name }) => name),
        );
      return {
        state: 'done',
        says: `${namesOf(allowed)} may call it; others are refused.`,
        because,
      };
    }
    case 'nobody':
      return {
        state: 'done',
        says: 'Nobody may call it: what no policy allows is refused.',
        because,
        next: nameCallers(facts, 'Let a caller in…'),
      };
    default: {
      const reasons = access.flatMap(row =>
        row.access.flatMap(({ dependsOn }) => dependsOn),
      );
      return {
        state: 'unknown',
        says: `Who may call it depends on ${namesOf(reasons)}.`,
        because,
      };
    }
  }
};
