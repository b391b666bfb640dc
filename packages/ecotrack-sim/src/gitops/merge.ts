import type { KubeObject } from '@ecotrack/mesh-engine';
import { fieldsOf, isFields } from './fields';

function mergeFields(
  live: unknown,
  wanted: unknown,
  applied: unknown,
): unknown {
  if (!isFields(live) || !isFields(wanted)) {
    return wanted;
  }
  const before = fieldsOf(applied);
  return Object.fromEntries([
    ...Object.entries(live).filter(
      ([key]) => !Object.hasOwn(before, key) || Object.hasOwn(wanted, key),
    ),
    ...Object.entries(wanted).map(([key, value]) => [
      key,
      mergeFields(live[key], value, before[key]),
    ]),
  ]);
}

/** Without what the cluster says about an object. */
function declared({ status, metadata, ...object }: KubeObject) {
  const { uid, generation, resourceVersion, creationTimestamp, ...kept } =
    metadata;
  return { ...object, metadata: kept };
}

/**
 * The object that an apply leaves, as `kubectl apply` makes it: what was applied before and is no longer wanted goes,
 * fields that others wrote stay, lists are replaced.
 */
export function mergeApplied(
  live: KubeObject | undefined,
  wanted: KubeObject,
  applied: KubeObject | undefined,
): KubeObject {
  return live
    ? (mergeFields(
        live,
        declared(wanted),
        applied && declared(applied),
      ) as KubeObject)
    : wanted;
}
