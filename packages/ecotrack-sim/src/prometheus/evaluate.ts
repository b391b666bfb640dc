import { histogramQuantile } from './histogramQuantile';
import { QueryError, type Expression, type Matcher } from './parse';
import { extrapolate } from './rate';
import {
  labelKey,
  SCRAPE_INTERVAL,
  type Labels,
  type Series,
  type SeriesStore,
} from './series';

/** One element of an instant vector. */
export interface Sample {
  labels: Labels;
  value: number;
}

/** An instant vector, or a number. */
export type Value = Sample[] | number;

const LOOKBACK = 300_000;

const COMPARE: Record<string, (a: number, b: number) => boolean> = {
  '>': (a, b) => a > b,
  '<': (a, b) => a < b,
  '>=': (a, b) => a >= b,
  '<=': (a, b) => a <= b,
};
const COMPUTE: Record<string, (a: number, b: number) => number> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
};

function withoutName(labels: Labels): Labels {
  const { __name__, ...rest } = labels;
  return rest;
}

function matcherTest({ operator, value }: Matcher): (text: string) => boolean {
  const pattern = operator.endsWith('~')
    ? new RegExp(`^(?:${value})$`, 's')
    : undefined;
  switch (operator) {
    case '=':
      return text => text === value;
    case '!=':
      return text => text !== value;
    case '=~':
      return text => pattern!.test(text);
    default:
      return text => !pattern!.test(text);
  }
}

function select(store: SeriesStore, matchers: Matcher[]): Series[] {
  const name = matchers.find(
    matcher => matcher.label === '__name__' && matcher.operator === '=',
  );
  const tests = matchers.map(matcher => ({
    label: matcher.label,
    test: matcherTest(matcher),
  }));
  const selected: Series[] = [];
  for (const series of store.all(name?.value)) {
    if (tests.every(({ label, test }) => test(series.labels[label] ?? ''))) {
      selected.push(series);
    }
  }
  return selected;
}

function instantSample(series: Series, time: number): number | undefined {
  const newest = Math.floor(time / SCRAPE_INTERVAL) * SCRAPE_INTERVAL;
  return newest > time - LOOKBACK ? series.sampleAt(newest) : undefined;
}

function aggregate(operator: string, values: number[]): number {
  const sum = () => values.reduce((total, value) => total + value, 0);
  switch (operator) {
    case 'sum':
      return sum();
    case 'avg':
      return sum() / values.length;
    case 'min':
      return Math.min(...values);
    case 'max':
      return Math.max(...values);
    default:
      return values.length;
  }
}

class Evaluator {
  readonly #store: SeriesStore;
  readonly #time: number;

  constructor(store: SeriesStore, time: number) {
    this.#store = store;
    this.#time = time;
  }

  value(expression: Expression): Value {
    switch (expression.type) {
      case 'number':
        return expression.value;
      case 'selector':
        return select(this.#store, expression.matchers).flatMap(series => {
          const value = instantSample(series, this.#time);
          return value === undefined ? [] : [{ labels: series.labels, value }];
        });
      case 'range':
        throw new QueryError('a range must stand in rate or increase');
      case 'call':
        return this.#call(expression.name, expression.args);
      case 'aggregate':
        return this.#aggregate(expression);
      default:
        return this.#binary(expression);
    }
  }

  #vector(expression: Expression, what: string): Sample[] {
    const value = this.value(expression);
    if (typeof value === 'number') {
      throw new QueryError(`${what} needs an instant vector`);
    }
    return value;
  }

  #call(name: string, args: Expression[]): Value {
    const [first, second] = args;
    if (name === 'histogram_quantile') {
      if (first?.type !== 'number' || !second) {
        throw new QueryError('histogram_quantile needs a number and a vector');
      }
      return histogramQuantile(first.value, this.#vector(second, name));
    }
    if (first?.type !== 'range' || args.length !== 1) {
      throw new QueryError(`${name} needs one range vector`);
    }
    const { selector, range } = first;
    return select(this.#store, selector.matchers).flatMap(series => {
      const value = extrapolate(series, this.#time, range, name === 'rate');
      return value === undefined
        ? []
        : [{ labels: withoutName(series.labels), value }];
    });
  }

  #aggregate(expression: Expression & { type: 'aggregate' }): Sample[] {
    const groups = new Map<string, { labels: Labels; values: number[] }>();
    for (const { labels, value } of this.#vector(
      expression.expression,
      expression.operator,
    )) {
      const kept = Object.fromEntries(
        Object.entries(labels).filter(
          ([label]) =>
            (expression.by || label !== '__name__') &&
            expression.labels.includes(label) === expression.by,
        ),
      );
      const key = labelKey(kept);
      const group = groups.get(key);
      if (group) {
        group.values.push(value);
      } else {
        groups.set(key, { labels: kept, values: [value] });
      }
    }
    return [...groups.values()].map(({ labels, values }) => ({
      labels,
      value: aggregate(expression.operator, values),
    }));
  }

  #binary({ operator, left, right }: Expression & { type: 'binary' }): Value {
    const a = this.value(left);
    const b = this.value(right);
    const compares = operator in COMPARE;
    if (typeof a === 'number' && typeof b === 'number') {
      if (compares) {
        throw new QueryError('comparing two numbers needs bool');
      }
      return COMPUTE[operator](a, b);
    }
    const pairs = this.#pairs(a, b);
    return compares
      ? pairs.flatMap(({ sample, x, y }) =>
          COMPARE[operator](x, y) ? [sample] : [],
        )
      : pairs.map(({ sample, x, y }) => ({
          labels: withoutName(sample.labels),
          value: COMPUTE[operator](x, y),
        }));
  }

  #pairs(a: Value, b: Value): { sample: Sample; x: number; y: number }[] {
    if (typeof b === 'number') {
      return (a as Sample[]).map(sample => ({ sample, x: sample.value, y: b }));
    }
    if (typeof a === 'number') {
      return b.map(sample => ({ sample, x: a, y: sample.value }));
    }
    const index = new Map<string, number>();
    for (const { labels, value } of b) {
      const key = labelKey(withoutName(labels));
      if (index.has(key)) {
        throw new QueryError('many-to-many matching is not allowed');
      }
      index.set(key, value);
    }
    return a.flatMap(sample => {
      const y = index.get(labelKey(withoutName(sample.labels)));
      return y === undefined ? [] : [{ sample, x: sample.value, y }];
    });
  }
}

/** Evaluates an expression at a time, in milliseconds. */
export function evaluate(
  store: SeriesStore,
  expression: Expression,
  time: number,
): Value {
  return new Evaluator(store, time).value(expression);
}
