import type { RJSFSchema } from '@rjsf/utils';
import { StatusMark } from '../../StatusMark';

function weightOf(entry: unknown): number {
  const weight =
    typeof entry === 'object' && entry !== null && 'weight' in entry
      ? entry.weight
      : 0;
  return typeof weight === 'number' ? weight : 0;
}

/** The sum of the weights of a list, which is 100 % when they fit; nothing for a list without weights. */
export function WeightSum({
  schema: { items },
  entries,
}: {
  schema: RJSFSchema;
  entries: unknown;
}) {
  const isWeighed =
    typeof items === 'object' &&
    !Array.isArray(items) &&
    items.properties?.weight !== undefined;
  if (!isWeighed || !Array.isArray(entries)) {
    return null;
  }
  const sum = entries.reduce<number>(
    (total, entry) => total + weightOf(entry),
    0,
  );
  return (
    <span aria-live="polite">
      {sum === 100 ? (
        <StatusMark tone="good" label="The weights add up to 100 %" />
      ) : (
        <StatusMark
          tone="warning"
          label={`The weights add up to ${sum} %, not 100 %`}
        />
      )}
    </span>
  );
}
