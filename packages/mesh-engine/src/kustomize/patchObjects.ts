import { parseAllDocuments, type Document } from 'yaml';
import { asList, asRecord } from '../resources/fields';
import type { SourcedObject } from '../resources/readManifests';
import type { KubeObject } from '../resources/types';
import { jsonPatch } from './jsonPatch';
import { strategicMerge } from './strategicMerge';
import { targetOf, targetOfBody } from './target';

function bodiesOf(text: string): unknown[] {
  const documents = asList(parseAllDocuments(text)) as Document.Parsed[];
  return documents
    .map(document => {
      const [broken] = document.errors;
      if (broken) {
        throw new Error(broken.message.split('\n')[0]);
      }
      return document.toJS({ maxAliasCount: 100 }) as unknown;
    })
    .filter(body => typeof body === 'object' && body !== null);
}

function patched(object: KubeObject, body: unknown): KubeObject {
  return Array.isArray(body)
    ? (jsonPatch(object, body) as KubeObject)
    : strategicMerge(object, body);
}

/**
 * Applies one entry of `patches`: a strategic merge patch, or a JSON patch where the text is a list.
 * @param text - the patch, inline or from its file
 * @throws when it cannot be read, is not supported, or matches nothing
 */
export function patchObjects(
  objects: readonly SourcedObject[],
  text: string,
  patch: Record<string, unknown>,
): SourcedObject[] {
  const bodies = bodiesOf(text);
  if (patch.options !== undefined) {
    throw new Error('options are not supported');
  }
  if (bodies.length === 0) {
    throw new Error('it is empty');
  }
  return bodies.reduce<SourcedObject[]>(
    (current, body) => {
      const isTarget = patch.target
        ? targetOf(patch.target)
        : targetOfBody(body);
      const isDelete = asRecord(body).$patch === 'delete';
      let applied = 0;
      const result = current.flatMap(sourced => {
        if (!isTarget(sourced.object)) {
          return [sourced];
        }
        applied++;
        return isDelete
          ? []
          : [{ ...sourced, object: patched(sourced.object, body) }];
      });
      if (applied === 0) {
        throw new Error('no object matches its target');
      }
      return result;
    },
    [...objects],
  );
}
