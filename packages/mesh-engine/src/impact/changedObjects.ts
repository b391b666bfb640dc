import type { Mesh } from '../mesh/Mesh';
import { perMesh } from '../mesh/perMesh';
import { refKey, refOf } from '../resources/ref';
import type { KubeObject } from '../resources/types';

/** An object before and after; one of them is absent when it was added or removed. */
export interface ChangedObject {
  before?: KubeObject;
  after?: KubeObject;
}

/** The kind of a changed object. */
export const kindOf = ({ before, after }: ChangedObject): string | undefined =>
  (after ?? before)?.kind;

/** What decides something: all but the status and what the API server writes. */
function formOf({ metadata, status, ...rest }: KubeObject): string {
  const { name, namespace, labels, annotations } = metadata;
  const sorted = (record: Record<string, string> = {}) =>
    Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([
    name,
    namespace,
    sorted(labels),
    sorted(annotations),
    rest,
    rest.kind === 'Pod' || rest.kind === 'Gateway' ? status : undefined,
  ]);
}

const objectsOf = perMesh(mesh => new Set(mesh.all));

/** Objects that are not the same in both. */
export function changedObjects(before: Mesh, after: Mesh): ChangedObject[] {
  const [old, now] = [objectsOf(before), objectsOf(after)];
  const gone = new Map(
    before.all
      .filter(object => !now.has(object))
      .map(object => [refKey(refOf(object)), object]),
  );
  const changed: ChangedObject[] = [];
  for (const object of after.all.filter(each => !old.has(each))) {
    const key = refKey(refOf(object));
    const known = gone.get(key);
    gone.delete(key);
    if (!known) {
      changed.push({ after: object });
    } else if (formOf(known) !== formOf(object)) {
      changed.push({ before: known, after: object });
    }
  }
  return [
    ...changed,
    ...[...gone.values()].map(object => ({ before: object })),
  ];
}
