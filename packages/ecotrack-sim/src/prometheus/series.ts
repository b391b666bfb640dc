/** Labels of a series, `__name__` included. */
export type Labels = Readonly<Record<string, string>>;

/** What a series is for a while: a rate per second for a counter; the value, also as a function of the time, for a gauge. */
export type Level = number | ((time: number) => number | undefined);

/** Distance of samples, in milliseconds: all targets are scraped at whole multiples of it. */
export const SCRAPE_INTERVAL = 15_000;

interface Segment {
  from: number;
  /** Value of a counter at `from`. */
  base: number;
  /** Undefined while the series does not exist. */
  level: Level | undefined;
}

const OMEGA = (2 * Math.PI) / 3600;
const SWING = 0.15;

/** Seconds of traffic between two times: traffic swings by 15 % within an hour, each wave with its own phase. */
function wave(from: number, to: number, phase: number): number {
  const swing =
    Math.cos(OMEGA * (from / 1000) + phase) -
    Math.cos(OMEGA * (to / 1000) + phase);
  return (to - from) / 1000 + (SWING / OMEGA) * swing;
}

/** A counter of whole things, a counter of an amount, or a gauge. */
export type SeriesKind = 'count' | 'sum' | 'gauge';

/**
 * One time series as a function of time, in milliseconds. Counters are the integral of their rates, so that any window
 * of the past can be read without storing samples.
 */
export class Series {
  readonly labels: Labels;
  readonly kind: SeriesKind;
  readonly #phase: number;
  readonly #segments: Segment[] = [];

  constructor(labels: Labels, kind: SeriesKind, phase = 0) {
    this.labels = labels;
    this.kind = kind;
    this.#phase = phase;
  }

  /** From `time` on the series has this level; undefined ends it, and a counter that comes back starts at zero. */
  set(time: number, level: Level | undefined): void {
    const last = this.#segments.at(-1);
    if (last?.level === level) {
      return;
    }
    const base = last?.level === undefined ? 0 : this.#countAt(last, time);
    if (last?.from === time) {
      this.#segments.pop();
    }
    this.#segments.push({ from: time, base, level });
  }

  #countAt({ base, from, level }: Segment, time: number): number {
    return typeof level === 'number' && this.kind !== 'gauge'
      ? base + level * wave(from, time, this.#phase)
      : base;
  }

  /** The sample scraped at `time`; undefined when there was none. */
  sampleAt = (time: number): number | undefined => {
    const segment = this.#segments.findLast(({ from }) => from <= time);
    if (segment?.level === undefined) {
      return undefined;
    }
    if (this.kind === 'gauge') {
      const { level } = segment;
      return typeof level === 'function' ? level(time) : level;
    }
    const amount = this.#countAt(segment, time);
    return this.kind === 'count' ? Math.floor(amount) : amount;
  };

  /** The samples from `start` to `end`, both included. */
  samples(start: number, end: number): { times: number[]; values: number[] } {
    const times: number[] = [];
    const values: number[] = [];
    const first = Math.ceil(start / SCRAPE_INTERVAL) * SCRAPE_INTERVAL;
    for (let at = first; at <= end; at += SCRAPE_INTERVAL) {
      const value = this.sampleAt(at);
      if (value !== undefined) {
        times.push(at);
        values.push(value);
      }
    }
    return { times, values };
  }
}

const nameless = new WeakMap<Labels, Labels>();

/** The labels as functions answer them. */
export function withoutName(labels: Labels): Labels {
  let rest = nameless.get(labels);
  if (!rest) {
    const { __name__, ...others } = labels;
    rest = others;
    nameless.set(labels, rest);
  }
  return rest;
}

const keys = new WeakMap<Labels, string>();

/** Identifies a series by its labels. */
export function labelKey(labels: Labels): string {
  let key = keys.get(labels);
  if (key === undefined) {
    key = Object.keys(labels)
      .sort()
      .map(name => `${name}=${JSON.stringify(labels[name])}`)
      .join(',');
    keys.set(labels, key);
  }
  return key;
}

/** The series of one Prometheus server. */
export class SeriesStore {
  readonly #byName = new Map<string, Map<string, Series>>();

  /** The series with these labels, made when it is new. */
  series(labels: Labels, kind: SeriesKind, phase?: number): Series {
    const name = labels.__name__;
    const family = this.#byName.get(name) ?? new Map<string, Series>();
    this.#byName.set(name, family);
    const key = labelKey(labels);
    let series = family.get(key);
    if (!series) {
      series = new Series(labels, kind, phase);
      family.set(key, series);
    }
    return series;
  }

  /** Names of the metrics. */
  get names(): string[] {
    return [...this.#byName.keys()].sort();
  }

  /** All series of a metric, or all series. */
  *all(name?: string): Iterable<Series> {
    const families =
      name === undefined
        ? this.#byName.values()
        : [this.#byName.get(name) ?? new Map<string, Series>()];
    for (const family of families) {
      yield* family.values();
    }
  }
}
