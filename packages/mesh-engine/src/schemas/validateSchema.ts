import type { Finding } from '../findings/types';
import { fieldPath } from '../resources/fieldPath';
import { groupOf, refOf } from '../resources/ref';
import type { KubeObject } from '../resources/types';
import { findProblems } from './findProblems';
import { SCHEMAS } from './kinds';

/** Its experimental channel has fields that the definitions, which are those of the standard channel, do not. */
const isOfGatewayApi = ({ apiVersion }: KubeObject) =>
  groupOf(apiVersion) === 'gateway.networking.k8s.io';

/**
 * What an API server with the CRDs of Istio and of the Gateway API refuses about an object: unknown fields, types, values, what is missing,
 * limits, and the rules that the CRDs have in CEL. Nothing for kinds without a definition.
 * @public
 */
export function validateSchema(object: KubeObject): Finding[] {
  const schema = SCHEMAS.get(`${object.apiVersion}/${object.kind}`);
  if (!schema) {
    return [];
  }
  const ref = refOf(object);
  return [...findProblems(schema, object)].map(
    ({ code, path, message, fix, apiServer }) => {
      const field = fieldPath(path);
      return {
        code,
        severity:
          code === 'MESH1001' && isOfGatewayApi(object) ? 'warning' : 'error',
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

/** Whether a schema of the kind and version is known; otherwise an object is not validated. @public */
export function hasSchema({ apiVersion, kind }: KubeObject): boolean {
  return SCHEMAS.has(`${apiVersion}/${kind}`);
}
