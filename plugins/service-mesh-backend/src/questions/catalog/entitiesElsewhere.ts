import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { EntityElsewhere } from '@ecotrack/backstage-plugin-service-mesh-common';
import { placeOf } from '../../catalog/PlacedEntities';
import { summarize } from '../../catalog/summarize';
import type { Snapshot } from '../../sources/telemetry/types';
import type { DependencyInput } from '../dependencies/input';
import { Placement } from '../dependencies/Placement';

/** Another environment that the caller may read. */
export interface OtherEnvironment {
  name: string;
  snapshot: Snapshot;
}

/** Without these nobody can tell what an environment does not have. */
const NEEDED =
  /^(services|pods|deployments|statefulsets|daemonsets|serviceentries)(\.|$)/;

/** Why nobody can tell what an environment does not have. */
export function whyUnlisted({
  state,
  reason,
  unreadable = [],
}: Snapshot['state']): string | undefined {
  const missing = unreadable.filter(kind => NEEDED.test(kind));
  if (state === 'unavailable') {
    return reason ?? 'the cluster does not answer';
  }
  return missing.length > 0
    ? `the portal may not read ${missing.join(', ')}`
    : undefined;
}

const ORDER: EntityElsewhere['state'][] = ['nowhere', 'unknown', 'elsewhere'];

function rowOf(
  input: DependencyInput,
  others: readonly OtherEnvironment[],
  entity: Entity,
): EntityElsewhere {
  const { placed } = input.reading;
  const ref = stringifyEntityRef(entity);
  const foundIn = others
    .filter(
      ({ snapshot }) =>
        Placement.of(snapshot.mesh, placed).nodesOf(ref).length > 0,
    )
    .map(({ name }) => name);
  const silent = [
    { name: input.environment, snapshot: { state: input.kubernetes } },
    ...others,
  ].filter(({ snapshot }) => whyUnlisted(snapshot.state));
  const place = `It names ${placeOf(entity)}`;
  const row = { entity: summarize(entity), foundIn };
  if (foundIn.length > 0) {
    return {
      ...row,
      state: 'elsewhere',
      says: `${place}; that is in ${foundIn.join(', ')}.`,
    };
  }
  return silent.length > 0
    ? {
        ...row,
        state: 'unknown',
        says: `${place}; ${silent
          .map(({ name }) => name)
          .join(', ')} could not be asked.`,
      }
    : {
        ...row,
        state: 'nowhere',
        says: `${place}; no environment that you may read has it.`,
      };
}

/** Entities that name what the environment does not have, those first that are found nowhere. */
export function entitiesElsewhere(
  input: DependencyInput,
  others: readonly OtherEnvironment[],
): EntityElsewhere[] {
  const { reading, placement } = input;
  return reading.placed.all
    .filter(entity => {
      const ref = stringifyEntityRef(entity);
      return placement.nodesOf(ref).length === 0 && reading.maySee(ref);
    })
    .map(entity => rowOf(input, others, entity))
    .sort(
      (a, b) =>
        ORDER.indexOf(a.state) - ORDER.indexOf(b.state) ||
        (a.entity.ref < b.entity.ref ? -1 : 1),
    );
}
