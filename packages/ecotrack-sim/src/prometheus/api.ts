import express, { type Response } from 'express';
import type { Clock } from '../clock/clock';
import { evaluate, type Sample } from './evaluate';
import { parseDuration, parseQuery, QueryError } from './parse';
import { labelKey, type SeriesStore } from './series';

const MAX_POINTS = 11_000;

type Parameters = Record<string, unknown>;

function metric({ labels }: Sample) {
  return { ...labels };
}

const text = (value: number) =>
  value === Infinity ? '+Inf' : value === -Infinity ? '-Inf' : String(value);

function timeOf(value: unknown, fallback: number): number {
  if (value === undefined || value === '') {
    return fallback;
  }
  const seconds = Number(value);
  const time = Number.isNaN(seconds)
    ? Date.parse(String(value))
    : seconds * 1000;
  if (Number.isNaN(time)) {
    throw new QueryError(
      `cannot parse "${String(value)}" to a valid timestamp`,
    );
  }
  return Math.round(time);
}

function stepOf(value: unknown): number {
  const seconds = Number(value);
  const step = Number.isNaN(seconds)
    ? parseDuration(String(value))
    : seconds * 1000;
  if (!(step > 0)) {
    throw new QueryError('the step must be greater than zero');
  }
  return step;
}

function instant(store: SeriesStore, clock: Clock, parameters: Parameters) {
  const time = timeOf(parameters.time, clock.now());
  const value = evaluate(
    store,
    parseQuery(String(parameters.query ?? '')),
    time,
  );
  return typeof value === 'number'
    ? { resultType: 'scalar', result: [time / 1000, text(value)] }
    : {
        resultType: 'vector',
        result: value.map(sample => ({
          metric: metric(sample),
          value: [time / 1000, text(sample.value)],
        })),
      };
}

function range(store: SeriesStore, clock: Clock, parameters: Parameters) {
  const expression = parseQuery(String(parameters.query ?? ''));
  const start = timeOf(parameters.start, clock.now());
  const end = timeOf(parameters.end, clock.now());
  const step = stepOf(parameters.step);
  if (end < start) {
    throw new QueryError('end timestamp must not be before start time');
  }
  if ((end - start) / step > MAX_POINTS) {
    throw new QueryError(`more than ${MAX_POINTS} points per series`);
  }
  const rows = new Map<
    string,
    { metric: Record<string, string>; values: [number, string][] }
  >();
  for (let time = start; time <= end; time += step) {
    const value = evaluate(store, expression, time);
    const samples = typeof value === 'number' ? [{ labels: {}, value }] : value;
    for (const sample of samples) {
      const key = labelKey(sample.labels);
      const row = rows.get(key) ?? { metric: metric(sample), values: [] };
      row.values.push([time / 1000, text(sample.value)]);
      rows.set(key, row);
    }
  }
  return { resultType: 'matrix', result: [...rows.values()] };
}

function answer(response: Response, compute: () => unknown): void {
  try {
    response.json({ status: 'success', data: compute() });
  } catch (error) {
    if (!(error instanceof QueryError) && !(error instanceof SyntaxError)) {
      throw error;
    }
    response.status(400).json({
      status: 'error',
      errorType: 'bad_data',
      error: `invalid parameter "query": ${error.message}`,
    });
  }
}

/** The part of Prometheus's HTTP API that a client of metrics needs. */
export function prometheusApi(store: SeriesStore, clock: Clock) {
  const router = express.Router();
  router.use(express.urlencoded({ extended: false, limit: '1mb' }));
  router.get('/-/ready', (_, response) => {
    response.send('Prometheus Server is Ready.\n');
  });
  router.get('/api/v1/status/buildinfo', (_, response) => {
    response.json({ status: 'success', data: { version: 'ecotrack-sim' } });
  });
  for (const [path, question] of [
    ['/api/v1/query', instant],
    ['/api/v1/query_range', range],
  ] as const) {
    router.get(path, (request, response) =>
      answer(response, () => question(store, clock, request.query)),
    );
    router.post(path, (request, response) =>
      answer(response, () =>
        question(store, clock, { ...request.query, ...request.body }),
      ),
    );
  }
  return router;
}
