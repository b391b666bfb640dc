import { stringify } from 'yaml';
import { readManifests } from './readManifests';
import type { KubeObject } from './types';

/** An object as YAML. @public */
export interface Manifest {
  text: string;
  /** Line of a field, or of the nearest parent that is written down; counts from 1. */
  lineOf(path: readonly (string | number)[]): number;
}

/** Writes an object as YAML, its status last; texts such as `on` are quoted, as Kubernetes reads YAML 1.1. @public */
export function toManifest({ status, ...object }: KubeObject): Manifest {
  const text = stringify(
    { ...object, ...(status !== undefined && { status }) },
    { aliasDuplicateObjects: false, compat: 'yaml-1.1', lineWidth: 0 },
  );
  return {
    text,
    lineOf: path => {
      const [read] = readManifests([{ path: '', text }]).resources;
      return read?.originOf(path).line ?? 1;
    },
  };
}
