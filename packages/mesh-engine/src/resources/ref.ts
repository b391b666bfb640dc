import type { KubeObject, ObjectRef } from './types';

/** The reference of an object. @public */
export function refOf(object: KubeObject): ObjectRef {
  const { apiVersion, kind, metadata } = object;
  return metadata.namespace
    ? { apiVersion, kind, namespace: metadata.namespace, name: metadata.name }
    : { apiVersion, kind, name: metadata.name };
}

/** The API group of an `apiVersion`; empty for the core group. @public */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.lastIndexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** Identifies an object whatever served version it was read at. @public */
export function refKey(ref: ObjectRef): string {
  return `${groupOf(ref.apiVersion)}/${ref.kind}/${ref.namespace ?? ''}/${
    ref.name
  }`;
}

/** Kind and name in words, such as `PeerAuthentication default in ecotrack`. @public */
export function describeRef(ref: ObjectRef): string {
  return ref.namespace
    ? `${ref.kind} ${ref.name} in ${ref.namespace}`
    : `${ref.kind} ${ref.name}`;
}
