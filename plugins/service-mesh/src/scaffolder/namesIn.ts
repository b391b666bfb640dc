import type { Choices } from './askChoices';
import type { PairKey } from './pairs';

/** The services or service accounts that a namespace has. */
export function namesIn(
  { service = [], identity = [] }: Choices,
  namespace: string,
  key: PairKey,
): readonly string[] {
  if (key === 'service') {
    return namespace ? service : [];
  }
  const prefix = `${namespace}/`;
  return identity
    .filter(each => each.startsWith(prefix))
    .map(each => each.slice(prefix.length));
}
