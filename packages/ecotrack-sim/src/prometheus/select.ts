import type { Matcher } from './expression';
import { QueryError } from './expression';
import type { Series, SeriesStore } from './series';

function testOf({ operator, value }: Matcher): (text: string) => boolean {
  if (operator === '=' || operator === '!=') {
    return text => (text === value) === (operator === '=');
  }
  let pattern: RegExp;
  try {
    pattern = new RegExp(`^(?:${value})$`);
  } catch {
    throw new QueryError(`"${value}" is no regular expression here`);
  }
  return text => pattern.test(text) === (operator === '=~');
}

/** The series whose labels pass all matchers; a label that is absent is empty. */
export function select(store: SeriesStore, matchers: Matcher[]): Series[] {
  const name = matchers.find(
    ({ label, operator }) => label === '__name__' && operator === '=',
  );
  const tests = matchers.map(matcher => ({
    label: matcher.label,
    test: testOf(matcher),
  }));
  return [...store.all(name?.value)].filter(({ labels }) =>
    tests.every(({ label, test }) => test(labels[label] ?? '')),
  );
}
