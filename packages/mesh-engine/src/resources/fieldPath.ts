/** Steps as a path, such as `spec.http[0].headers["x-user"]`. @public */
export function fieldPath(steps: readonly (string | number)[]): string {
  return steps
    .map((step, index) =>
      typeof step === 'number'
        ? `[${step}]`
        : /^[A-Za-z_]\w*$/.test(step)
        ? `${index > 0 ? '.' : ''}${step}`
        : `["${step}"]`,
    )
    .join('');
}

/** The steps of such a path. @public */
export function fieldSteps(path: string): (string | number)[] {
  return [...path.matchAll(/\[(\d+)\]|\["([^"]+)"\]|[^.[\]]+/g)].map(
    ([word, position, quoted]) =>
      position === undefined ? quoted ?? word : Number(position),
  );
}
