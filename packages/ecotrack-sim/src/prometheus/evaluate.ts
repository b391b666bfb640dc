import {
  combineSets,
  combineVectors,
  COMPARE,
  COMPUTE,
  SET_OPERATORS,
} from './binary';
import {
  ExecutionError,
  QueryError,
  type Expression,
  type Selector,
} from './expression';
import { OVER_TIME } from './functions';
import { histogramQuantile } from './histogramQuantile';
import { extrapolate } from './rate';
import { select } from './select';
import {
  labelKey,
  SCRAPE_INTERVAL,
  withoutName,
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

const AGGREGATE: Record<string, (values: readonly number[]) => number> = {
  sum: OVER_TIME.sum_over_time,
  avg: OVER_TIME.avg_over_time,
  min: OVER_TIME.min_over_time,
  max: OVER_TIME.max_over_time,
  count: OVER_TIME.count_over_time,
};

const lastScrape = (time: number) =>
  Math.floor(time / SCRAPE_INTERVAL) * SCRAPE_INTERVAL;

function assertUnique(samples: Sample[]): Sample[] {
  if (
    new Set(samples.map(({ labels }) => labelKey(labels))).size < samples.length
  ) {
    throw new ExecutionError(
      'vector cannot contain metrics with the same labelset',
    );
  }
  return samples;
}

/**
 * Evaluates one expression at any number of times. A series that ended is gone at the next scrape, as staleness markers
 * make it; ranges are closed at both ends, as in Prometheus 2.
 */
export class Evaluator {
  readonly #store: SeriesStore;
  readonly #selected = new Map<Selector, Series[]>();

  constructor(store: SeriesStore) {
    this.#store = store;
  }

  value(expression: Expression, time: number): Value {
    switch (expression.type) {
      case 'number':
        return expression.value;
      case 'selector': {
        const at = lastScrape(time - expression.offset);
        return this.#select(expression).flatMap(({ labels, sampleAt }) => {
          const value = sampleAt(at);
          return value === undefined ? [] : [{ labels, value }];
        });
      }
      case 'range':
        throw new QueryError('a query cannot answer a range vector here');
      case 'call':
        return this.#call(expression.name, expression.args, time);
      case 'aggregate':
        return this.#aggregate(expression, time);
      default:
        return this.#binary(expression, time);
    }
  }

  #select(selector: Selector): Series[] {
    const known = this.#selected.get(selector);
    const series = known ?? select(this.#store, selector.matchers);
    this.#selected.set(selector, series);
    return series;
  }

  #vector(expression: Expression, time: number): Sample[] {
    return this.value(expression, time) as Sample[];
  }

  #call(name: string, args: Expression[], time: number): Value {
    const [first, second] = args;
    switch (name) {
      case 'time':
        return time / 1000;
      case 'vector':
        return [{ labels: {}, value: this.value(first, time) as number }];
      case 'timestamp':
        return this.#timestamp(first, time);
      case 'clamp_min': {
        const low = this.value(second, time) as number;
        return assertUnique(
          this.#vector(first, time).map(({ labels, value }) => ({
            labels: withoutName(labels),
            value: Math.max(low, value),
          })),
        );
      }
      case 'histogram_quantile':
        return histogramQuantile(
          this.value(first, time) as number,
          this.#vector(second, time),
        );
      default:
        return assertUnique(this.#overRange(name, first, time));
    }
  }

  #timestamp(expression: Expression, time: number): Sample[] {
    const at =
      expression.type === 'selector'
        ? lastScrape(time - expression.offset)
        : time;
    return this.#vector(expression, time).map(({ labels }) => ({
      labels: withoutName(labels),
      value: at / 1000,
    }));
  }

  #overRange(name: string, argument: Expression, time: number): Sample[] {
    if (argument.type !== 'range') {
      return [];
    }
    const { selector, range } = argument;
    const end = time - selector.offset;
    return this.#select(selector).flatMap(series => {
      const { times, values } = series.samples(end - range, end);
      const value =
        name in OVER_TIME
          ? values.length > 0
            ? OVER_TIME[name](values)
            : undefined
          : extrapolate(times, values, { start: end - range, end }, name);
      const { labels } = series;
      return value === undefined
        ? []
        : [
            {
              labels: name === 'last_over_time' ? labels : withoutName(labels),
              value,
            },
          ];
    });
  }

  #aggregate(
    expression: Expression & { type: 'aggregate' },
    time: number,
  ): Sample[] {
    const { by, labels: names, operator } = expression;
    const groups = new Map<string, { labels: Labels; values: number[] }>();
    for (const { labels, value } of this.#vector(expression.expression, time)) {
      const kept: Record<string, string> = {};
      for (const label in labels) {
        if (names.includes(label) === by && (by || label !== '__name__')) {
          kept[label] = labels[label];
        }
      }
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
      value: AGGREGATE[operator](values),
    }));
  }

  #binary(expression: Expression & { type: 'binary' }, time: number): Value {
    const { operator, matching } = expression;
    const left = this.value(expression.left, time);
    const right = this.value(expression.right, time);
    if (typeof left !== 'number' && typeof right !== 'number') {
      return SET_OPERATORS.includes(operator)
        ? combineSets(operator, left, right, matching)
        : assertUnique(combineVectors(operator, left, right, matching));
    }
    if (typeof left === 'number' && typeof right === 'number') {
      return COMPUTE[operator](left, right);
    }
    const samples = typeof left === 'number' ? (right as Sample[]) : left;
    const operands = (value: number): [number, number] =>
      typeof left === 'number' ? [left, value] : [value, right as number];
    return operator in COMPARE
      ? samples.filter(({ value }) => COMPARE[operator](...operands(value)))
      : assertUnique(
          samples.map(({ labels, value }) => ({
            labels: withoutName(labels),
            value: COMPUTE[operator](...operands(value)),
          })),
        );
  }
}
