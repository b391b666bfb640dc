import { merge3 } from '@ecotrack/mesh-changes';
import { describeRef } from '@ecotrack/mesh-engine';
import type { Draft } from '../preview/Drafter';
import type { ChangeConflict, ChangeRecord } from '../types';

/** Values that a change would overwrite, and that are no longer as they were when it was proposed. */
export function movedValues(
  record: ChangeRecord,
  draft: Draft,
): ChangeConflict[] {
  return record.objects.flatMap(({ ref, before, after }) => {
    const current = draft.objects.find(
      edit => describeRef(edit.ref) === describeRef(ref),
    );
    return current
      ? merge3(before, after, current.before).conflicts.map(
          ({ field, expected, found, wanted }) => ({
            object: ref,
            field,
            expected: JSON.stringify(expected),
            found: JSON.stringify(found),
            wanted: JSON.stringify(wanted),
          }),
        )
      : [];
  });
}
