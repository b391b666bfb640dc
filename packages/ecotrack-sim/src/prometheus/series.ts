/** Labels of a series, `__name__` included. */
export type Labels = Readonly<Record<string, string>>;

/** Distance of samples, in milliseconds: all targets are scraped at whole multiples of it. */
export const SCRAPE_INTERVAL = 15_000;

/** A stretch of time in which a series behaves in one way. */
interface Segment {
  from: number;
  /** Value of a counter at `from`. */
  base: number;
  /** Per second for a counter, the value for a gauge; undefined while the series does not exist. */
  level: number | ((time: number) => number) | undefined;
}

const HOUR = 3600;
const SWING = 0.15;

/** Seconds of traffic between two times: traffic swings by 15 % within an hour, each wave with its own phase. */
function wave(from: number, to: number, phase: number): number {
  const omega = (2 * Math.PI) / HOUR;
  const swing =
    Math.cos(omega * (from / 1000) + phase) -
    Math.cos(omega * (to / 1000) + phase);
  return (to - from) / 1000 + (SWING / omega) * swing;
}

/**
 * One time series as a function of time. Counters are the integral of their rates, rounded down, so that any window
 * of the past can be read without storing samples.
 */
export class Series {
  readonly labels: Labels;
  readonly #kind: 'counter' | 'gauge';
  readonly #phase: number;
  readonly #segments: Segment[] = [];

  constructor(labels: Labels, kind: 'counter' | 'gauge', phase = 0) {
    this.labels = labels;
    this.#kind = kind;
    this.#phase = phase;
  }

  get isCounter(): boolean {
    return this.#kind === 'counter';
  }

  /** From `time` on the series has this rate or value; undefined ends it. */
  set(time: number, level: Segment['level']): void {
    const last = this.#segments.at(-1);
    if (last && last.level === level) {
      return;
    }
    const base = last && this.#kind === 'counter' ? this.#count(time) : 0;
    if (last && last.from === time) {
      this.#segments.pop();
    }
    this.#segments.push({ from: time, base, level });
  }

  #count(time: number): number {
    const segment = this.#segmentAt(time);
    if (!segment) {
      return 0;
    }
    const rate = typeof segment.level === 'number' ? segment.level : 0;
    return segment.base + rate * wave(segment.from, time, this.#phase);
  }

  #segmentAt(time: number): Segment | undefined {
    for (let index = this.#segments.length - 1; index >= 0; index--) {
      if (this.#segments[index].from <= time) {
        return this.#segments[index];
      }
    }
    return undefined;
  }

  /** The sample scraped at `time`; undefined when there was none. */
  sampleAt(time: number): number | undefined {
    const segment = this.#segmentAt(time);
    if (segment?.level === undefined) {
      return undefined;
    }
    if (this.#kind === 'counter') {
      return Math.floor(this.#count(time));
    }
    return typeof segment.level === 'function'
      ? segment.level(time)
      : segment.level;
  }
}

/** Identifies a series by its labels. */
export function labelKey(labels: Labels): string {
  return Object.keys(labels)
    .sort()
    .map(name => `${name}=${JSON.stringify(labels[name])}`)
    .join(',');
}

/** The series of one Prometheus server. */
export class SeriesStore {
  readonly #byName = new Map<string, Map<string, Series>>();

  /** The series with these labels, made when it is new. */
  series(labels: Labels, kind: 'counter' | 'gauge', phase?: number): Series {
    const name = labels.__name__;
    let family = this.#byName.get(name);
    if (!family) {
      family = new Map();
      this.#byName.set(name, family);
    }
    const key = labelKey(labels);
    let series = family.get(key);
    if (!series) {
      series = new Series(labels, kind, phase);
      family.set(key, series);
    }
    return series;
  }

  get names(): string[] {
    return [...this.#byName.keys()].sort();
  }

  /** All series of a metric, or all series. */
  *all(name?: string): Iterable<Series> {
    const families = name
      ? [this.#byName.get(name) ?? new Map<string, Series>()]
      : this.#byName.values();
    for (const family of families) {
      yield* family.values();
    }
  }
}
