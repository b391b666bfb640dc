import type { Field } from '../Field';
import { isDnsLabel } from '../values/names';

function entryProblem(entry: string): string | undefined {
  if (entry === '~') {
    return 'exportTo ~ (none) is not allowed for Istio configuration objects';
  }
  return entry === '*' || entry === '.' || isDnsLabel(entry)
    ? undefined
    : 'only .,*, or a valid DNS 1123 label is allowed as exportTo entry';
}

/**
 * Namespaces that see an object.
 * @param namespace - of the object
 */
export function validateExportTo(
  exportTo: Field,
  namespace: string,
  {
    mayHide = false,
    hasSelector = false,
  }: { mayHide?: boolean; hasSelector?: boolean } = {},
): void {
  const seen = new Set<string>();
  for (const entry of exportTo.items) {
    const key = entry.text === '.' ? namespace : entry.text;
    if (seen.has(key)) {
      entry.error(
        'exportTo',
        key === entry.text
          ? `duplicate entries in exportTo for entry ${key}`
          : `duplicate entries in exportTo: . and current namespace ${key}`,
      );
      continue;
    }
    const mayStand = (mayHide && key === '~') || entry.text === '.';
    const problem = mayStand ? undefined : entryProblem(key);
    entry.refuse('exportTo', problem);
    if (problem === undefined) {
      seen.add(key);
    }
  }
  if (hasSelector && seen.size > 0 && !seen.has(namespace)) {
    exportTo.error(
      'exportTo',
      'destination rule with workload selector cannot have exportTo beyond current namespace',
      'Remove exportTo: a rule with a selector is for the clients of its own namespace.',
    );
  } else if (hasSelector && seen.size > 1) {
    exportTo.error(
      'exportTo',
      'destination rule with workload selector cannot have multiple entries in exportTo',
    );
  }
  if (seen.has('*') && exportTo.items.length > 1) {
    exportTo.error(
      'exportTo',
      'cannot have both public (*) and non-public exportTo values for a resource',
    );
  }
  if (seen.has('~') && exportTo.items.length > 1) {
    exportTo.error(
      'exportTo',
      'cannot export service entry to no one (~) and someone',
    );
  }
}
