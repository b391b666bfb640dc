import {
  describeRef,
  refKey,
  refOf,
  validateSchema,
  type KubeObject,
} from '@ecotrack/mesh-engine';
import { ParameterError } from '../../ParameterError';
import type { PlanContext } from '../../types';

const SERVER_ANNOTATION = 'kubectl.kubernetes.io/last-applied-configuration';

/** An object of the cluster as somebody would declare it. */
function asDeclared({
  apiVersion,
  kind,
  metadata,
  spec,
}: KubeObject): KubeObject {
  const { name, namespace, labels, annotations } = metadata;
  const { [SERVER_ANNOTATION]: _, ...kept } = annotations ?? {};
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      ...(namespace !== undefined && { namespace }),
      ...(labels && { labels }),
      ...(Object.keys(kept).length > 0 && { annotations: kept }),
    },
    spec,
  };
}

/**
 * An object that is to be edited: as the repository declares it, else as the cluster has it without what the API
 * server adds. Its schema holds, so its fields are those of the type.
 * @throws ParameterError when the schema refuses it
 */
export function checked<T extends KubeObject>(
  object: KubeObject,
  { declared }: PlanContext,
): T {
  const ref = refOf(object);
  const base = declared.get(ref) ?? asDeclared(object);
  const problem = validateSchema(base).find(
    ({ severity }) => severity === 'error',
  );
  if (problem) {
    throw new ParameterError(
      'service',
      `${describeRef(ref)} is not valid: ${problem.field ?? refKey(ref)}: ${
        problem.message
      } Mend it first.`,
    );
  }
  return base as T;
}
