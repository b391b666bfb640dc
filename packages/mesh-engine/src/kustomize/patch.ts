import { asList, asRecord, asText } from '../resources/fields';

/** Lists of core kinds that kustomize merges by a key; every other list is replaced. */
const MERGE_KEYS: Record<string, string> = {
  containers: 'name',
  initContainers: 'name',
  env: 'name',
  volumes: 'name',
  volumeMounts: 'mountPath',
  imagePullSecrets: 'name',
};

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mergeList(
  field: string,
  base: unknown[],
  patch: unknown[],
): unknown[] {
  const isPortList =
    field === 'ports' &&
    patch.every(entry => isObject(entry) && 'containerPort' in entry);
  const key = isPortList ? 'containerPort' : MERGE_KEYS[field];
  if (!key) {
    return patch;
  }
  const merged = [...base];
  for (const entry of patch) {
    const id = asRecord(entry)[key];
    const index = merged.findIndex(item => asRecord(item)[key] === id);
    if (asRecord(entry).$patch === 'delete') {
      if (index >= 0) {
        merged.splice(index, 1);
      }
    } else if (index >= 0) {
      merged[index] = strategicMerge(merged[index], entry);
    } else {
      merged.push(entry);
    }
  }
  return merged;
}

/** Kustomize's strategic merge: null removes, objects merge, lists with a merge key merge by it. */
export function strategicMerge(base: unknown, patch: unknown): unknown {
  if (!isObject(patch) || !isObject(base)) {
    return patch;
  }
  const merged: Record<string, unknown> = { ...base };
  for (const [field, value] of Object.entries(patch)) {
    if (value === null) {
      delete merged[field];
    } else if (Array.isArray(value) && Array.isArray(base[field])) {
      merged[field] = mergeList(field, asList(base[field]), value);
    } else {
      merged[field] =
        field in base ? strategicMerge(base[field], value) : value;
    }
  }
  return merged;
}

const unescape = (token: string) =>
  token.replace(/~1/g, '/').replace(/~0/g, '~');

function edit(
  value: unknown,
  path: string[],
  change: (
    parent: Record<string, unknown> | unknown[],
    key: string | number,
  ) => void,
): unknown {
  const [head, ...rest] = path;
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value)
    ? [...value]
    : { ...asRecord(value) };
  const key =
    Array.isArray(copy) && head !== '-' ? Number(head) : (head as string);
  if (rest.length === 0) {
    change(copy, key);
  } else {
    const slot = copy as Record<string | number, unknown>;
    if (slot[key] === undefined) {
      throw new Error(`/${path.join('/')} does not exist`);
    }
    slot[key] = edit(slot[key], rest, change);
  }
  return copy;
}

/** JSON patch, RFC 6902: add, remove, replace. @throws when a path does not exist or an operation is another. */
export function jsonPatch(base: unknown, operations: unknown): unknown {
  let value = base;
  for (const entry of asList(operations)) {
    const { op, path, value: next } = asRecord(entry);
    const steps = (asText(path) ?? '').split('/').slice(1).map(unescape);
    if (steps.length === 0) {
      throw new Error('a path is missing');
    }
    value = edit(value, steps, (parent, key) => {
      if (op === 'add' && Array.isArray(parent)) {
        parent.splice(key === '-' ? parent.length : Number(key), 0, next);
      } else if (op === 'add') {
        (parent as Record<string, unknown>)[key] = next;
      } else if (!(key in parent)) {
        throw new Error(`${path} does not exist`);
      } else if (op === 'replace') {
        (parent as Record<string | number, unknown>)[key] = next;
      } else if (op === 'remove' && Array.isArray(parent)) {
        parent.splice(Number(key), 1);
      } else if (op === 'remove') {
        delete (parent as Record<string, unknown>)[key];
      } else {
        throw new Error(`operation ${String(op)} is not supported`);
      }
    });
  }
  return value;
}
