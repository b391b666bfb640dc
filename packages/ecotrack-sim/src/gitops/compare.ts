import { isDeepStrictEqual } from 'node:util';
import {
  refKey,
  refOf,
  type KubeObject,
  type ObjectRef,
} from '@ecotrack/mesh-engine';
import type { ClusterStore } from '../cluster/ClusterStore';
import { mergeApplied } from './merge';

/** Manifests as they were last applied, by key. */
export type Applied = ReadonlyMap<string, KubeObject>;

/** One object of an Application: what there is and what a sync would leave. */
export interface Compared {
  ref: ObjectRef;
  live?: KubeObject;
  /** Absent when a sync would remove the object. */
  next?: KubeObject;
  isSynced: boolean;
}

/** Compares what Git says with the cluster. Objects that were never applied are nobody's to remove. */
export function compare(
  store: ClusterStore,
  wanted: readonly KubeObject[],
  applied: Applied,
): Compared[] {
  const keys = new Set<string>();
  const declared = wanted.map(object => {
    const ref = refOf(object);
    const key = refKey(ref);
    keys.add(key);
    const live = store.get(ref);
    const next = mergeApplied(live, object, applied.get(key));
    return { ref, live, next, isSynced: isDeepStrictEqual(live, next) };
  });
  const gone = [...applied]
    .filter(([key]) => !keys.has(key))
    .map(([, object]) => ({
      ref: refOf(object),
      live: store.get(refOf(object)),
      isSynced: false,
    }))
    .filter(({ live }) => live !== undefined);
  return [...declared, ...gone];
}
