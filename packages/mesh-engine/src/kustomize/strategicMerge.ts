import { asRecord } from '../resources/fields';
import { groupOf } from '../resources/ref';
import type { KubeObject } from '../resources/types';

/** Groups of Kubernetes itself: their lists have merge keys; lists of other kinds are replaced. */
const CORE_GROUPS = [
  '',
  'apps',
  'batch',
  'autoscaling',
  'policy',
  'networking.k8s.io',
  'admissionregistration.k8s.io',
];

/** Lists that merge by a key. */
const MERGE_KEYS: Record<string, string> = {
  containers: 'name',
  initContainers: 'name',
  ephemeralContainers: 'name',
  env: 'name',
  volumes: 'name',
  volumeMounts: 'mountPath',
  volumeDevices: 'devicePath',
  imagePullSecrets: 'name',
  hostAliases: 'ip',
  topologySpreadConstraints: 'topologyKey',
  webhooks: 'name',
};

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mergeKey(field: string, patch: readonly unknown[]) {
  return field === 'ports'
    ? patch.some(entry => 'containerPort' in asRecord(entry))
      ? 'containerPort'
      : 'port'
    : MERGE_KEYS[field];
}

class Merger {
  readonly #isCore: boolean;

  constructor(isCore: boolean) {
    this.#isCore = isCore;
  }

  /** As kustomize does: elements of the patch come first. */
  #list(field: string, base: unknown[], patch: unknown[]): unknown[] {
    const key = this.#isCore ? mergeKey(field, patch) : undefined;
    if (patch.some(entry => asRecord(entry).$patch === 'replace')) {
      return patch.filter(entry => !('$patch' in asRecord(entry)));
    }
    if (!key) {
      return patch;
    }
    const id = (entry: unknown) => asRecord(entry)[key];
    const ids = patch.map(id);
    const first = patch
      .filter(entry => asRecord(entry).$patch !== 'delete')
      .map(entry => {
        const known = base.find(candidate => id(candidate) === id(entry));
        return known === undefined ? entry : this.merge(known, entry);
      });
    return [...first, ...base.filter(entry => !ids.includes(id(entry)))];
  }

  merge(base: unknown, patch: unknown): unknown {
    if (!isObject(patch)) {
      return patch;
    }
    const { $patch: directive, ...fields } = patch;
    const unknown = Object.keys(fields).find(field => /^\$/.test(field));
    if (
      unknown ||
      ![undefined, 'merge', 'replace'].includes(directive as string)
    ) {
      throw new Error(
        `${unknown ?? `$patch: ${directive}`} is not supported here`,
      );
    }
    if (directive === 'replace') {
      return fields;
    }
    const merged: Record<string, unknown> = isObject(base) ? { ...base } : {};
    for (const [field, value] of Object.entries(fields)) {
      const old = merged[field];
      if (value === null || asRecord(value).$patch === 'delete') {
        delete merged[field];
      } else if (Array.isArray(value) && Array.isArray(old)) {
        merged[field] = this.#list(field, old, value);
      } else {
        merged[field] = this.merge(old, value);
      }
    }
    return merged;
  }
}

/**
 * Kustomize's strategic merge: null removes, objects merge, lists of core kinds merge by their key and other lists are
 * replaced. The identity of the object stays. @throws on a directive that is not supported
 */
export function strategicMerge(object: KubeObject, patch: unknown): KubeObject {
  const merged = asRecord(
    new Merger(CORE_GROUPS.includes(groupOf(object.apiVersion))).merge(
      object,
      patch,
    ),
  );
  const { apiVersion, kind, metadata } = object;
  return {
    ...merged,
    apiVersion,
    kind,
    metadata: {
      ...asRecord(merged.metadata),
      name: metadata.name,
      ...(metadata.namespace && { namespace: metadata.namespace }),
    },
  };
}
