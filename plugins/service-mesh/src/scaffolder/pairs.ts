import { isMap } from '../components/ChangeForm/isMap';

/** A name in a namespace; each is empty until it is given. */
export interface Pair {
  namespace: string;
  name: string;
}

/** What the name of a pair is of. */
export type PairKey = 'service' | 'serviceAccount';

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

/** Reads `namespace/name`, or an object with the namespace and the name under its key. */
export function readPair(value: unknown, key: PairKey): Pair {
  if (isMap(value)) {
    return { namespace: textOf(value.namespace), name: textOf(value[key]) };
  }
  const [namespace, ...name] = textOf(value).split('/');
  return { namespace, name: name.join('/') };
}

/** The value of a field for a pair, in the form that its schema asks for; other parts of an object stay. */
export function writePair(
  { namespace, name }: Pair,
  key: PairKey,
  before: unknown,
  isText: boolean,
): unknown {
  if (isText) {
    return namespace || name ? `${namespace}/${name}` : undefined;
  }
  return {
    ...(isMap(before) ? before : {}),
    namespace: namespace || undefined,
    [key]: name || undefined,
  };
}
