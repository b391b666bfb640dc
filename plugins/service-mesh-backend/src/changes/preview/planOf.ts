import {
  merge3,
  type ChangeTemplate,
  type Conflict,
  type Parameters,
  type Plan,
} from '@ecotrack/mesh-changes';
import type { KubeObject } from '@ecotrack/mesh-engine';
import type { ChangeConflict, ChangeRecord } from '../types';
import type { ChangeContext } from './ChangeContexts';

/** What is planned: by a template, or what takes a change back. */
export type Wish =
  | { template: ChangeTemplate; parameters: Parameters }
  | { reverts: ChangeRecord };

/** A plan, and the values that somebody else changed in the meantime. */
export interface Planned {
  plan: Plan;
  conflicts: ChangeConflict[];
}

const text = (value: unknown) =>
  value === undefined ? undefined : JSON.stringify(value);

function conflictsOf(
  object: ChangeConflict['object'],
  conflicts: readonly Conflict[],
): ChangeConflict[] {
  return conflicts.map(({ field, expected, found, wanted }) => ({
    object,
    field,
    expected: text(expected),
    found: text(found),
    wanted: text(wanted),
  }));
}

/** The previous values, on what Git declares now: what others changed elsewhere in the same objects stays. */
function planRevert(
  { title, objects }: ChangeRecord,
  { declared, live }: ChangeContext,
): Planned {
  const wanted: KubeObject[] = [];
  const removed: ChangeConflict['object'][] = [];
  const conflicts: ChangeConflict[] = [];
  for (const { ref, before, after } of objects) {
    const current = declared.get(ref) ?? (before && live.get(ref));
    const merged = merge3(after, before, current);
    conflicts.push(...conflictsOf(ref, merged.conflicts));
    if (merged.value === undefined) {
      removed.push(ref);
    } else {
      wanted.push(merged.value as KubeObject);
    }
  }
  return {
    plan: { title: `Take back: ${title}`, wanted, removed },
    conflicts,
  };
}

/** @throws ParameterError when the parameters do not fit the mesh */
export function planOf(wish: Wish, context: ChangeContext): Planned {
  return 'reverts' in wish
    ? planRevert(wish.reverts, context)
    : { plan: wish.template.plan(wish.parameters, context), conflicts: [] };
}
