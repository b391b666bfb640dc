import type { ObjectChange } from '@ecotrack/backstage-plugin-service-mesh-common';
import { refOf } from '@ecotrack/mesh-engine';
import type { SeenChange } from '../../database/ObjectChangeStore';
import { isTold } from '../../sources/kubernetes/noticeChange';
import type { QuestionInput } from '../input';

const DAY = 24 * 3_600_000;
const SHOWN = 50;

/** From when on changes are told. */
export const changesFrom = (now: Date) => new Date(now.getTime() - DAY);

/** What was made, changed or removed in the last 24 hours, newest first. Objects tell themselves when they were made. */
export function changesOf(
  { mesh, now }: QuestionInput,
  seen: readonly SeenChange[],
): ObjectChange[] {
  const from = changesFrom(now);
  const created = mesh.all.filter(isTold).flatMap((object): ObjectChange[] => {
    const { creationTimestamp } = object.metadata;
    const at = Date.parse(creationTimestamp ?? '');
    return at >= from.getTime() && at <= now.getTime()
      ? [
          {
            at: new Date(at).toISOString(),
            action: 'created',
            object: refOf(object),
            says: 'It was created.',
          },
        ]
      : [];
  });
  return [
    ...created,
    ...seen.map(({ at, action, object, says }) => ({
      at: at.toISOString(),
      action,
      object,
      says,
    })),
  ]
    .sort((a, b) => (a.at < b.at ? 1 : -1))
    .slice(0, SHOWN);
}
