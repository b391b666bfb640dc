import { Scalar } from 'yaml';
import type { YamlText } from './YamlText';

/** A scalar in the style of the one that it replaces, where that style can hold it. */
export function scalarText(
  file: YamlText,
  value: unknown,
  old: Scalar,
  inFlow: boolean,
): string {
  if (typeof value === 'string' && !/[\n\r]/.test(value)) {
    if (old.type === Scalar.QUOTE_DOUBLE) {
      return JSON.stringify(value);
    }
    if (old.type === Scalar.QUOTE_SINGLE) {
      return `'${value.replace(/'/g, "''")}'`;
    }
  }
  return inFlow ? file.flow(value) : file.block(value, 0);
}
