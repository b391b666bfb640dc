/** Workloads, services and pods of the engine hold whole objects; their reference is enough. */
function brief(_: string, value: unknown): unknown {
  const isView =
    typeof value === 'object' &&
    value !== null &&
    'ref' in value &&
    ('object' in value || 'workloads' in value || 'pods' in value);
  return isView ? value.ref : value;
}

/** An answer of the engine, for programs. */
export function answerInJson(answer: unknown): string {
  return `${JSON.stringify(answer, brief, 2)}\n`;
}
