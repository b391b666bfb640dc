import type { ObjectEdit } from '@ecotrack/mesh-changes';
import { refKey } from '@ecotrack/mesh-engine';
import type { ChangeRecord } from './types';

function leaves(value: unknown, path: string, into: Map<string, unknown>) {
  if (typeof value === 'object' && value !== null) {
    Object.entries(value).forEach(([key, inner]) =>
      leaves(inner, `${path}/${key}`, into),
    );
  } else {
    into.set(path, value);
  }
  return into;
}

/** Places of objects that edits change. */
function changedPlaces(edits: readonly ObjectEdit[]): Set<string> {
  return new Set(
    edits.flatMap(({ ref, before, after }) => {
      const old = leaves(before, refKey(ref), new Map());
      const current = leaves(after, refKey(ref), new Map());
      return [...new Set([...old.keys(), ...current.keys()])].filter(
        place => old.get(place) !== current.get(place),
      );
    }),
  );
}

/** Whether a change leaves nothing to do for an older one: it sets every place that the older one would set. */
export function supersedes(
  edits: readonly ObjectEdit[],
  older: Pick<ChangeRecord, 'objects'>,
): boolean {
  const places = changedPlaces(edits);
  const its = changedPlaces(older.objects);
  return its.size > 0 && [...its].every(place => places.has(place));
}
