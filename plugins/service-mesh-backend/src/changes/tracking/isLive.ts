import { declaredForm, isSame } from '@ecotrack/mesh-changes';
import { groupOf, type KubeObject } from '@ecotrack/mesh-engine';
import { trim } from '../../sources/kubernetes/trim';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a value has everything that another has; an API server fills in what is left out, also inside of lists. */
function covers(value: unknown, wanted: unknown): boolean {
  if (Array.isArray(value) && Array.isArray(wanted)) {
    return (
      value.length === wanted.length &&
      wanted.every((item, index) => covers(value[index], item))
    );
  }
  return isRecord(value) && isRecord(wanted)
    ? Object.keys(wanted).every(key => covers(value[key], wanted[key]))
    : isSame(value, wanted);
}

/** Istio's definitions have no defaults: there nothing may be added either. */
const hasDefaults = ({ apiVersion }: KubeObject) =>
  !/(^|\.)istio\.io$/.test(groupOf(apiVersion));

/** Whether the cluster has an object as it was merged, as far as the portal reads such objects. */
export function isLive(
  live: KubeObject | undefined,
  merged: KubeObject,
): boolean {
  if (!live) {
    return false;
  }
  const current = declaredForm(live);
  const wanted = declaredForm(trim(merged));
  return (
    covers(current, wanted) &&
    (hasDefaults(merged) || isSame(current.spec, wanted.spec))
  );
}
