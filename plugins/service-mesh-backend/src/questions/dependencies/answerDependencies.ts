import { parseEntityRef } from '@backstage/catalog-model';
import type {
  CatalogEntity,
  EntityDependencies,
  DependencyState,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { summarize } from '../../catalog/summarize';
import { sourcesOf, type Window } from '../input';
import { count, sentence } from '../wording/figures';
import { windowText } from '../wording/why';
import {
  compareDependencies,
  STATE_ORDER,
  type ComparedDependency,
} from './compareDependencies';
import type { DependencyInput } from './input';

type Item = EntityDependencies['items'][number];
type Placed = [environment: string, row: ComparedDependency];

/** Of all environments: seen in one is seen; unseen only where each that could tell does. */
function stateOf(rows: readonly Placed[]): Pick<Item, 'state' | 'reason'> {
  const of = (state: DependencyState, isAbsent = false) =>
    rows.find(([, row]) => row.state === state && row.isAbsent === isAbsent);
  if (of('confirmed') || of('undeclared')) {
    return { state: of('confirmed') ? 'confirmed' : 'undeclared' };
  }
  const unknown = of('unknown');
  if (!unknown && of('unseen')) {
    return { state: 'unseen' };
  }
  const [environment, row] = unknown ?? of('unknown', true) ?? [];
  return {
    state: 'unknown',
    reason: unknown ? `In ${environment}: ${row?.reason}` : row?.reason,
  };
}

function itemOf(target: CatalogEntity, rows: readonly Placed[]): Item {
  return {
    target,
    declaredBy: [...new Set(rows.flatMap(([, row]) => row.declaredBy))],
    ...stateOf(rows),
    environments: rows.map(
      ([
        environment,
        { state, requestRate, byteRate, lastSeen, reason, because },
      ]) => ({
        environment,
        state,
        requestRate,
        byteRate,
        lastSeen,
        reason,
        because,
      }),
    ),
  };
}

function answer(
  items: readonly Item[],
  places: number,
  asked: number,
  window: Window,
): string {
  if (places === 0) {
    return `nothing in ${
      asked === 1 ? 'the environment' : `the ${asked} environments`
    } that you may read is this entity`;
  }
  const number = (state: DependencyState) =>
    items.filter(item => item.state === state).length;
  const unknown = number('unknown');
  return `${number('undeclared')} seen and not declared, ${number(
    'unseen',
  )} declared and not seen, ${number('confirmed')} declared and seen${
    unknown > 0 ? `, ${unknown} declared of which nobody can tell` : ''
  }, in ${windowText(window)} and ${count(places, 'environment')}`;
}

/**
 * What an entity declares to need beside what it was seen to call.
 * @param inputs - of the environments that the caller may read
 * @param denied - names of those that the caller may not
 */
export function answerDependencies(
  entity: CatalogEntity,
  window: Window,
  inputs: readonly DependencyInput[],
  denied: readonly string[],
): EntityDependencies {
  const byTarget = new Map<string, Placed[]>();
  const targets = new Map<string, CatalogEntity>();
  for (const input of inputs) {
    const { declarations, maySee } = input.reading;
    for (const row of compareDependencies(input, entity.ref)) {
      const found = declarations.entity(row.target);
      if (!found || maySee(row.target)) {
        targets.set(row.target, found ? summarize(found) : { ref: row.target });
        byTarget.set(row.target, [
          ...(byTarget.get(row.target) ?? []),
          [input.environment, row],
        ]);
      }
    }
  }
  const items = [...targets.values()]
    .map(target => itemOf(target, byTarget.get(target.ref) ?? []))
    .sort(
      (a, b) =>
        STATE_ORDER.indexOf(a.state) - STATE_ORDER.indexOf(b.state) ||
        parseEntityRef(a.target.ref).name.localeCompare(
          parseEntityRef(b.target.ref).name,
        ),
    );
  const environments = inputs.map(input => ({
    environment: input.environment,
    hasEntity: input.placement.nodesOf(entity.ref).length > 0,
    sources: sourcesOf(input),
  }));
  const places = environments.filter(({ hasEntity }) => hasEntity).length;
  return {
    entity,
    window: window.text,
    answer: sentence(answer(items, places, inputs.length, window)),
    items,
    environments,
    ...(denied.length > 0 && { denied: [...denied] }),
  };
}
