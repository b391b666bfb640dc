import type { Finding } from '../findings/types';
import { fieldPath } from '../resources/fieldPath';
import { groupOf, refOf } from '../resources/ref';
import type { KubeObject } from '../resources/types';
import { findProblems } from './findProblems';
import { SCHEMAS } from './kinds';

/**
 * What an API server with Istio's CRDs refuses about an object: unknown fields, types, values, what is missing,
 * limits, and the rules that the CRDs have in CEL. Nothing for kinds without a definition.
 * @public
 */
export function validateSchema(object: KubeObject): Finding[] {
  const key = `${groupOf(object.apiVersion)}/${object.kind}`;
  if (!Object.hasOwn(SCHEMAS, key)) {
    return [];
  }
  const ref = refOf(object);
  return [...findProblems(SCHEMAS[key], object)].map(
    ({ code, path, message, fix, apiServer }) => {
      const field = fieldPath(path);
      return {
        code,
        severity: 'error',
        object: ref,
        field,
        message,
        fix,
        because: [
          { object: ref, field, says: `The API server says: ${apiServer}.` },
        ],
      };
    },
  );
}
