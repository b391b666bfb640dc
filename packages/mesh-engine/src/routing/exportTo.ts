import { asTexts } from '../resources/fields';

/**
 * Namespaces that see an object: `*` for all, none for `~`.
 * @param defaults - of the mesh configuration
 */
export function exportedTo(
  exportTo: unknown,
  namespace: string,
  defaults: readonly string[],
): ReadonlySet<string> {
  const own = asTexts(exportTo);
  const given = own.length > 0 ? own : defaults;
  return new Set(
    given
      .filter(entry => entry !== '~')
      .map(entry => (entry === '.' ? namespace : entry)),
  );
}

/** Whether a namespace is among those that see an object. */
export function isVisible(
  exportTo: ReadonlySet<string>,
  namespace: string,
): boolean {
  return exportTo.has('*') || exportTo.has(namespace);
}
