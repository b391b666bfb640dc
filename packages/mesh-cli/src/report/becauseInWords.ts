import { describeRef, type Because } from '@ecotrack/mesh-engine';
import type { Source } from '../sources/Source';
import { printable, type Style } from './style';

/** The reasons of an answer, a line each, with the objects that they stand in. */
export function becauseInWords(
  because: readonly Because[],
  display: Source['display'],
  style: Style,
): string[] {
  return because.map(({ says, object, field, origin }) => {
    const place = origin
      ? `${display(origin.file)}:${origin.line}:${origin.column}`
      : '';
    const name = object && describeRef(object);
    const where = [says.includes(name ?? '') ? '' : name, field, place]
      .filter(Boolean)
      .join(', ');
    return (
      printable(`  - ${says}`) + style.dim(where && printable(` (${where})`))
    );
  });
}
