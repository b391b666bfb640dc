import type { Sample } from './evaluate';
import { ExecutionError, type Matching } from './expression';
import { labelKey, withoutName, type Labels } from './series';

/** Operators that keep the elements of a vector for which they hold. */
export const COMPARE: Readonly<
  Record<string, (a: number, b: number) => boolean>
> = {
  '>': (a, b) => a > b,
  '<': (a, b) => a < b,
  '>=': (a, b) => a >= b,
  '<=': (a, b) => a <= b,
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
};

/** Operators that make a new value. */
export const COMPUTE: Readonly<
  Record<string, (a: number, b: number) => number>
> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
};

/** Operators that choose among the elements of two vectors. */
export const SET_OPERATORS: readonly string[] = ['and', 'or', 'unless'];

function pick(labels: Labels, names: readonly string[], kept: boolean): Labels {
  return Object.fromEntries(
    Object.entries(labels).filter(([name]) => names.includes(name) === kept),
  );
}

function matchedLabels(labels: Labels, { on, labels: names }: Matching) {
  return pick(on ? labels : withoutName(labels), names, on);
}

const signature = (labels: Labels, matching: Matching) =>
  labelKey(matchedLabels(labels, matching));

/** `and`, `or` and `unless`. */
export function combineSets(
  operator: string,
  left: Sample[],
  right: Sample[],
  matching: Matching,
): Sample[] {
  const signatures = (side: Sample[]) =>
    new Set(side.map(({ labels }) => signature(labels, matching)));
  if (operator === 'or') {
    const known = signatures(left);
    return [
      ...left,
      ...right.filter(({ labels }) => !known.has(signature(labels, matching))),
    ];
  }
  const known = signatures(right);
  return left.filter(
    ({ labels }) =>
      known.has(signature(labels, matching)) === (operator === 'and'),
  );
}

function resultLabels(
  many: Labels,
  one: Labels,
  operator: string,
  matching: Matching,
): Labels {
  const base = operator in COMPUTE ? withoutName(many) : many;
  if (matching.many === undefined) {
    return matching.on ? pick(base, matching.labels, true) : base;
  }
  const own = pick(base, matching.include, false);
  return { ...own, ...pick(one, matching.include, true) };
}

/** An operator between two vectors: elements with the same matching labels are paired. Source: promql/engine.go, VectorBinop. */
export function combineVectors(
  operator: string,
  left: Sample[],
  right: Sample[],
  matching: Matching,
): Sample[] {
  const isSwapped = matching.many === 'right';
  const [many, one] = isSwapped ? [right, left] : [left, right];
  const partners = new Map<string, Sample>();
  for (const sample of one) {
    const key = signature(sample.labels, matching);
    if (partners.has(key)) {
      throw new ExecutionError(
        `found duplicate series for the match group {${key}}; many-to-many matching not allowed`,
      );
    }
    partners.set(key, sample);
  }
  const seen = new Set<string>();
  return many.flatMap(sample => {
    const key = signature(sample.labels, matching);
    const partner = partners.get(key);
    if (!partner) {
      return [];
    }
    const [a, b] = isSwapped
      ? [partner.value, sample.value]
      : [sample.value, partner.value];
    if (operator in COMPARE && !COMPARE[operator](a, b)) {
      return [];
    }
    const labels = resultLabels(
      sample.labels,
      partner.labels,
      operator,
      matching,
    );
    const group = matching.many ? labelKey(labels) : key;
    if (seen.has(group)) {
      throw new ExecutionError(
        `multiple matches for labels {${group}}: many-to-one matching must be explicit`,
      );
    }
    seen.add(group);
    return [
      { labels, value: operator in COMPARE ? a : COMPUTE[operator](a, b) },
    ];
  });
}
