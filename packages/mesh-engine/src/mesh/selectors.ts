import { asList, asRecord, asText, asTexts } from '../resources/fields';

/** Whether labels carry every label of the selector; an empty selector selects everything. */
export function selects(
  selector: Readonly<Record<string, string>>,
  labels: Readonly<Record<string, string>>,
): boolean {
  return Object.entries(selector).every(
    ([key, value]) => labels[key] === value,
  );
}

/** Whether labels fit a Kubernetes label selector with `matchLabels` and `matchExpressions`. */
export function fitsLabelSelector(
  selector: unknown,
  labels: Readonly<Record<string, string>>,
): boolean {
  const { matchLabels, matchExpressions } = asRecord(selector);
  const equal = Object.entries(asRecord(matchLabels)).every(
    ([key, value]) => labels[key] === value,
  );
  return (
    equal &&
    asList(matchExpressions)
      .map(asRecord)
      .every(({ key, operator, values }) => {
        const value = labels[asText(key) ?? ''];
        switch (operator) {
          case 'In':
            return value !== undefined && asTexts(values).includes(value);
          case 'NotIn':
            return value === undefined || !asTexts(values).includes(value);
          case 'Exists':
            return value !== undefined;
          case 'DoesNotExist':
            return value === undefined;
          default:
            return false;
        }
      })
  );
}
