import type { Field } from '../Field';
import { validatePort } from '../parts/fields';
import { wildcardHostProblem } from '../values/hosts';
import { isDnsLabel } from '../values/names';

/** Name of a subset of a DestinationRule. */
export function subsetNameProblem(name: string): string | undefined {
  if (name === '') {
    return 'subset name cannot be empty';
  }
  return isDnsLabel(name) ? undefined : `subset name is invalid: ${name}`;
}

/** Where requests go. */
export function validateDestination(destination: Field): void {
  if (!destination.isSet) {
    return;
  }
  const host = destination.get('host');
  host.refuse(
    'host',
    host.text === '*'
      ? 'invalid destination host *'
      : wildcardHostProblem(host.text),
    host.text === '' ? 'Name the host of a service.' : undefined,
  );
  const subset = destination.get('subset');
  if (subset.text !== '') {
    subset.refuse('name', subsetNameProblem(subset.text));
  }
  if (destination.has('port')) {
    validatePort(destination.get('port').get('number'));
  }
}

/**
 * Destinations with weights.
 * @param each - looks at one further
 */
export function validateWeighted(
  route: Field,
  each: (entry: Field) => void = () => {},
): void {
  let total = 0;
  for (const entry of route.items) {
    if (!entry.isSet) {
      entry.error('required', 'weight may not be nil');
      continue;
    }
    if (!entry.has('destination')) {
      entry.error('required', 'destination is required');
    }
    each(entry);
    validateDestination(entry.get('destination'));
    const weight = entry.get('weight');
    if (weight.number < 0) {
      weight.error('range', `weight ${weight.number} < 0`);
    }
    total += weight.number;
  }
  if (route.items.length > 1 && total === 0) {
    route.error(
      'range',
      'total destination weight = 0',
      'Give at least one destination a weight.',
    );
  }
}
