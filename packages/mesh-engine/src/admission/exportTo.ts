import { asTexts } from '../resources/fields';
import { isDnsLabel } from './names';
import type { Report } from './Report';

/** Namespaces that an object is exported to. */
export function exportTo(
  report: Report,
  namespace: string | undefined,
  value: unknown,
  { isServiceEntry = false, isDestinationRuleWithSelector = false } = {},
): void {
  const all = asTexts(value);
  const seen = new Set<string>();
  for (const entry of all) {
    if (!['*', '.', '~'].includes(entry) && !isDnsLabel(entry)) {
      report.error(`invalid namespace in exportTo: ${entry}`);
    }
    const key = entry === '.' ? namespace ?? '.' : entry;
    if (seen.has(key)) {
      report.error(
        entry === '.' || key === namespace
          ? `duplicate entries in exportTo: . and current namespace ${key}`
          : `duplicate entries in exportTo for entry ${entry}`,
      );
    }
    seen.add(key);
  }
  if (
    isDestinationRuleWithSelector &&
    all.some(entry => entry !== '.' && entry !== namespace)
  ) {
    report.error(
      'exportTo should have a single entry of "." or the current namespace when a workloadSelector is set',
    );
  }
  if (seen.has('~') && (isServiceEntry ? all.length > 1 : true)) {
    report.error(
      isServiceEntry
        ? 'cannot export service entry to no one and someone'
        : 'exportTo ~ (none) is not allowed for this kind',
    );
  }
  if (seen.has('*') && seen.size > 1) {
    report.error('cannot have both public (*) and non-public exportTo values');
  }
}
