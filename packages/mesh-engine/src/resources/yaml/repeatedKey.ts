import { isScalar, visit, type Document } from 'yaml';

/** The first key that stands twice in its mapping. The parser looks for it too, but in quadratic time. */
export function repeatedKey(
  document: Document.Parsed,
): { pos: [number, number]; message: string } | undefined {
  let found: { pos: [number, number]; message: string } | undefined;
  visit(document, {
    Map(_, map) {
      const seen = new Set<unknown>();
      for (const { key } of map.items) {
        if (!isScalar(key) || key.value === '<<') {
          continue;
        }
        if (seen.has(key.value)) {
          const [start, end] = key.range ?? [0, 0];
          found = {
            pos: [start, end],
            message: `Map keys must be unique: ${String(
              key.value,
            )} stands twice`,
          };
          return visit.BREAK;
        }
        seen.add(key.value);
      }
      return undefined;
    },
  });
  return found;
}
