import {
  describeRef,
  groupOf,
  validateSchema,
  type KubeObject,
  type ObjectRef,
} from '@ecotrack/mesh-engine';
import type { Compared } from './compare';
import { nameOf, type ResourceResult } from './status';

/** What a sync changes. */
export interface Target {
  apply(object: KubeObject): void;
  remove(ref: ObjectRef): void;
}

/** Whether a sync may remove an object that is no longer in Git. */
export type MayPrune = (ref: ObjectRef) => boolean;

function resultOf(
  ref: ObjectRef,
  status: ResourceResult['status'],
  message: string,
): ResourceResult {
  return { ...nameOf(ref), status, message, syncPhase: 'Sync' };
}

const qualified = ({ apiVersion, kind, name }: ObjectRef) =>
  `${[kind.toLowerCase(), groupOf(apiVersion)]
    .filter(Boolean)
    .join('.')}/${name}`;

/** What the API server would refuse about the objects that change. */
function refusalsOf(compared: readonly Compared[]): ResourceResult[] {
  return compared.flatMap(({ ref, next, isSynced }) => {
    const errors =
      next && !isSynced
        ? validateSchema(next).filter(({ severity }) => severity === 'error')
        : [];
    return errors.length > 0
      ? [
          resultOf(
            ref,
            'SyncFailed',
            `${qualified(ref)} is invalid: ${errors
              .map(({ message }) => message)
              .join(' ')}`,
          ),
        ]
      : [];
  });
}

function restore(target: Target, ref: ObjectRef, live?: KubeObject): void {
  if (live) {
    target.apply(live);
  } else {
    target.remove(ref);
  }
}

function applyOne(
  target: Target,
  { ref, live, next, isSynced }: Compared,
  mayPrune: MayPrune,
): ResourceResult {
  if (!next) {
    if (!mayPrune(ref)) {
      return resultOf(ref, 'PruneSkipped', 'ignored (requires pruning)');
    }
    target.remove(ref);
    return resultOf(ref, 'Pruned', 'pruned');
  }
  if (isSynced) {
    return resultOf(ref, 'Synced', `${qualified(ref)} unchanged`);
  }
  try {
    target.apply(next);
  } catch (error) {
    restore(target, ref, live);
    const { message } = error as Error;
    return resultOf(ref, 'SyncFailed', `${describeRef(ref)}: ${message}`);
  }
  const verb = live ? 'configured' : 'created';
  return resultOf(ref, 'Synced', `${qualified(ref)} ${verb}`);
}

/** Makes the cluster what Git says. Nothing changes when the API server would refuse any of it. */
export function operate(
  target: Target,
  compared: readonly Compared[],
  mayPrune: MayPrune,
): { hasFailed: boolean; message: string; resources: ResourceResult[] } {
  const refusals = refusalsOf(compared);
  const resources =
    refusals.length > 0
      ? refusals
      : compared.map(one => applyOne(target, one, mayPrune));
  const failed = resources.filter(({ status }) => status === 'SyncFailed');
  return {
    hasFailed: failed.length > 0,
    message:
      failed.length > 0
        ? `one or more objects failed to apply, reason: ${failed
            .map(({ message }) => message)
            .join('; ')}`
        : 'successfully synced (all tasks run)',
    resources,
  };
}
