import express, { type Response } from 'express';
import type { Clock } from '../clock/clock';
import { Evaluator, type Value } from './evaluate';
import { ExecutionError, QueryError } from './expression';
import { numberText } from './numberText';
import { parseDuration, parseQuery } from './parse';
import { labelKey, type SeriesStore } from './series';

const MAX_POINTS = 11_000;

type Parameters = Record<string, unknown>;

function timeOf(parameters: Parameters, name: string, now: number): number {
  const value = parameters[name];
  if (value === undefined || value === '') {
    return now;
  }
  const seconds = Number(value);
  const time = Number.isNaN(seconds)
    ? Date.parse(String(value))
    : seconds * 1000;
  if (Number.isNaN(time)) {
    throw new QueryError(
      `invalid parameter "${name}": cannot parse "${value}" to a valid timestamp`,
    );
  }
  return Math.round(time);
}

function stepOf({ step: value }: Parameters): number {
  const seconds = Number(value);
  const step = Number.isNaN(seconds)
    ? parseDuration(String(value))
    : seconds * 1000;
  if (!(step > 0)) {
    throw new QueryError('invalid parameter "step": it must be above zero');
  }
  return step;
}

function expressionOf({ query = '' }: Parameters) {
  try {
    return parseQuery(String(query));
  } catch (error) {
    if (error instanceof QueryError) {
      error.message = `invalid parameter "query": ${error.message}`;
    }
    throw error;
  }
}

const samplesOf = (value: Value) =>
  typeof value === 'number' ? [{ labels: {}, value }] : value;

function instant(store: SeriesStore, clock: Clock, parameters: Parameters) {
  const time = timeOf(parameters, 'time', clock.now());
  const value = new Evaluator(store).value(expressionOf(parameters), time);
  const point = (number: number) => [time / 1000, numberText(number)];
  return typeof value === 'number'
    ? { resultType: 'scalar', result: point(value) }
    : {
        resultType: 'vector',
        result: value.map(sample => ({
          metric: sample.labels,
          value: point(sample.value),
        })),
      };
}

function range(store: SeriesStore, clock: Clock, parameters: Parameters) {
  const expression = expressionOf(parameters);
  const start = timeOf(parameters, 'start', clock.now());
  const end = timeOf(parameters, 'end', clock.now());
  const step = stepOf(parameters);
  if (end < start) {
    throw new QueryError(
      'invalid parameter "end": end timestamp must not be before start time',
    );
  }
  if ((end - start) / step > MAX_POINTS) {
    throw new QueryError(
      `invalid parameter "step": more than ${MAX_POINTS} points per series`,
    );
  }
  const evaluator = new Evaluator(store);
  const rows = new Map<string, { metric: object; values: unknown[] }>();
  for (let time = start; time <= end; time += step) {
    for (const { labels, value } of samplesOf(
      evaluator.value(expression, time),
    )) {
      const key = labelKey(labels);
      const row = rows.get(key) ?? { metric: labels, values: [] };
      row.values.push([time / 1000, numberText(value)]);
      rows.set(key, row);
    }
  }
  return { resultType: 'matrix', result: [...rows.values()] };
}

function answer(response: Response, compute: () => unknown): void {
  try {
    response.json({ status: 'success', data: compute() });
  } catch (error) {
    if (!(error instanceof QueryError) && !(error instanceof ExecutionError)) {
      throw error;
    }
    const isBad = error instanceof QueryError;
    response.status(isBad ? 400 : 422).json({
      status: 'error',
      errorType: isBad ? 'bad_data' : 'execution',
      error: error.message,
    });
  }
}

function labelValues(store: SeriesStore, name: string): string[] {
  const values = [...store.all()].flatMap(({ labels }) => labels[name] ?? []);
  return [...new Set(values)].sort();
}

/**
 * The part of Prometheus's HTTP API that a client of metrics needs.
 * @param rules - what it tells of its rules
 */
export function prometheusApi(
  store: SeriesStore,
  clock: Clock,
  rules: () => unknown = () => ({ groups: [] }),
) {
  const router = express.Router();
  router.use(express.urlencoded({ extended: false, limit: '1mb' }));
  router.get('/-/ready', (_, response) => {
    response.send('Prometheus Server is Ready.\n');
  });
  router.get('/api/v1/status/buildinfo', (_, response) => {
    response.json({ status: 'success', data: { version: '2.42.0' } });
  });
  router.get('/api/v1/rules', (_, response) => answer(response, rules));
  router.get('/api/v1/labels', (_, response) =>
    answer(response, () => {
      const names = [...store.all()].flatMap(({ labels }) =>
        Object.keys(labels),
      );
      return [...new Set(names)].sort();
    }),
  );
  router.get('/api/v1/label/:name/values', (request, response) =>
    answer(response, () => labelValues(store, request.params.name)),
  );
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
