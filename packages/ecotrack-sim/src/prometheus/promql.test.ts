import express from 'express';
import request from 'supertest';
import { manualClock } from '../clock/clock';
import { prometheusApi } from './api';
import { SeriesStore } from './series';

const START = Date.UTC(2026, 0, 1);

/** A server whose series have these samples, one each 15 s from `START` on; null is no sample. */
function serve(samples: Record<string, (number | null)[]>) {
  const store = new SeriesStore();
  for (const [text, values] of Object.entries(samples)) {
    const [, name, pairs] = /^(\w+)(?:\{(.*)\})?$/.exec(text) ?? [];
    const labels = Object.fromEntries(
      (pairs ?? '')
        .split(',')
        .filter(Boolean)
        .map(pair => pair.split('=')),
    );
    store
      .series({ __name__: name, ...labels }, 'gauge')
      .set(START, time => values[(time - START) / 15_000] ?? undefined);
  }
  const app = express();
  app.use(prometheusApi(store, manualClock(START)));
  return request(app);
}

async function query(
  server: ReturnType<typeof serve>,
  text: string,
  seconds: number,
) {
  const { body } = await server
    .get('/api/v1/query')
    .query({ query: text, time: START / 1000 + seconds });
  if (body.status !== 'success') {
    return body.error;
  }
  return body.data.resultType === 'scalar'
    ? Number(body.data.result[1])
    : body.data.result.map(
        ({ metric, value }: { metric: object; value: [number, string] }) => [
          metric,
          Number(value[1]),
        ],
      );
}

describe('rates', () => {
  const server = serve({
    steady: [0, 15, 30, 45, 60, 75, 90, 105, 120],
    reset: [100, 130, 10, 40, 70],
    late: [null, null, null, 1000, 1015],
    young: [null, null, null, 3, 6],
    lonely: [null, null, null, null, 7],
    tall: [1000, 1015, 1030, 1045, 1060, 1075, 1090, 1105, 1120],
  });

  it.each([
    // All of the range is covered by samples on its ends: 60 s, 60 requests.
    ['increase(tall[1m])', 60, 60],
    ['rate(tall[1m])', 60, 1],
    // Samples at 30…90 s cover 60 s of 20…97 s; 10 s before and 7 s behind are less than an interval.
    ['increase(tall[1m17s])', 97, 60 * ((60 + 10 + 7) / 60)],
    // 45 s before the first sample are more than 1.1 intervals: half an interval is added.
    ['increase(late[1m])', 60, 15 * ((15 + 7.5) / 15)],
    // Extrapolation to the start stops where the counter would be zero: 3 + 3 over 15 s back, of 30 s.
    ['increase(young[60s])', 60, 3 * ((15 + 15) / 15)],
    // Counts what came after the reset: 30 + 10 + 30 + 30 over 60 s.
    ['increase(reset[1m])', 60, 100],
    ['rate(reset[1m])', 60, 100 / 60],
    // A counter that starts at zero is not extrapolated before its start.
    ['increase(steady[2m])', 60, 60],
    ['increase(tall[1m] offset 1m)', 120, 60],
  ])('%s at %s s is %s', async (text, seconds, expected) => {
    expect(await query(server, text, seconds)).toEqual([
      [{}, expect.closeTo(expected, 9)],
    ]);
  });

  it('needs two samples', async () => {
    expect(await query(server, 'rate(lonely[1m])', 60)).toEqual([]);
  });
});

describe('instant vectors', () => {
  const server = serve({
    'requests{job=a,code=200}': [10, 20],
    'requests{job=a,code=500}': [1, 2],
    'requests{job=b,code=200}': [5, 6],
    'limit{job=a}': [100, 100],
    'gone{job=a}': [1, null, null],
  });
  const all = [
    [{ __name__: 'requests', job: 'a', code: '200' }, 20],
    [{ __name__: 'requests', job: 'a', code: '500' }, 2],
    [{ __name__: 'requests', job: 'b', code: '200' }, 6],
  ];

  it.each([
    ['requests', all],
    ['{__name__="requests",job="b"}', [all[2]]],
    ['requests{code!="200"}', [all[1]]],
    ['requests{code=~"2..|3.."}', [all[0], all[2]]],
    ['requests{code=~"0"}', []],
    ['requests{code!~"2.."}', [all[1]]],
    ['requests{absent=""} > 5', [all[0], all[2]]],
    ['6 >= requests', [all[1], all[2]]],
    ['requests != 2', [all[0], all[2]]],
    [
      'sum by (job) (requests)',
      [
        [{ job: 'a' }, 22],
        [{ job: 'b' }, 6],
      ],
    ],
    [
      'avg without (code) (requests)',
      [
        [{ job: 'a' }, 11],
        [{ job: 'b' }, 6],
      ],
    ],
    ['count(requests)', [[{}, 3]]],
    ['min(requests) + max(requests)', [[{}, 22]]],
    ['-requests{job="b"} / 2', [[{ job: 'b', code: '200' }, -3]]],
    ['2 * (1 + 3) - 5', 3],
    [
      'requests / on (job) group_left limit',
      [
        [{ job: 'a', code: '200' }, 0.2],
        [{ job: 'a', code: '500' }, 0.02],
      ],
    ],
    ['limit - ignoring (code) requests{code="500"}', [[{ job: 'a' }, 98]]],
    ['requests and on (job) limit', [all[0], all[1]]],
    ['requests unless on (job) limit', [all[2]]],
    ['requests{job="b"} or requests{code="500"}', [all[2], all[1]]],
    ['requests / limit', []],
    ['clamp_min(requests{job="b"}, 7)', [[{ job: 'b', code: '200' }, 7]]],
    ['gone', []],
    ['timestamp(limit)', [[{ job: 'a' }, START / 1000 + 15]]],
    ['vector(time())', [[{}, START / 1000 + 20]]],
    ['max_over_time(limit[1m])', [[{ job: 'a' }, 100]]],
    ['sum_over_time(requests{job="b"}[1m])', [[{ job: 'b', code: '200' }, 11]]],
    ['last_over_time(gone[1m])', [[{ __name__: 'gone', job: 'a' }, 1]]],
  ])('%s', async (text, expected) => {
    expect(await query(server, text, 20)).toEqual(expected);
  });
});

describe('histogram_quantile', () => {
  const server = serve({
    'd{le=1}': [10],
    'd{le=2}': [30],
    'd{le=4}': [40],
    'd{le=+Inf}': [40],
    'empty{le=1}': [0],
    'empty{le=+Inf}': [0],
    'open{le=+Inf}': [3],
    'over{le=1}': [1],
    'over{le=+Inf}': [4],
  });

  it.each([
    [0.5, 'd', 1.5],
    [0.25, 'd', 1],
    [0.9, 'd', 3.2],
    [1, 'd', 4],
    [0.5, 'empty', NaN],
    [0.5, 'open', NaN],
    [0.5, 'over', 1],
  ])('%s of %s is %s', async (quantile, name, expected) => {
    const text = `histogram_quantile(${quantile}, ${name})`;
    expect(await query(server, text, 0)).toEqual([[{}, expected]]);
  });
});

describe('refusals', () => {
  const server = serve({
    'one{job=a}': [1],
    'three{job=a}': [1],
    'two{job=a,code=1}': [1],
    'two{job=a,code=2}': [1],
  });

  it.each([
    ['topk(3, one)', 400, 'the aggregation topk is not evaluated here'],
    ['deriv(one[5m])', 400, 'the function deriv is not evaluated here'],
    ['one[5m:1m]', 400, 'SubqueryExpr is not evaluated here: one[5m:1m]'],
    ['one @ 5', 400, 'StepInvariantExpr is not evaluated here: one @ 5'],
    ['one == bool 1', 400, 'BinaryExpr is not evaluated here'],
    ['one ^ 2', 400, 'BinaryExpr is not evaluated here'],
    ['rate(one)', 400, 'rate takes (range)'],
    ['sum(rate(one[5m]) > 0', 400, 'parse error at char'],
    ['', 400, 'parse error at char 1'],
    ['one[5m]', 400, 'range vector'],
    ['one{job=~"("}', 400, 'no regular expression'],
    ['1 > 2', 400, 'bool'],
    ['one * on (job) two', 422, 'many-to-many'],
    ['two * on (job) one', 422, 'many-to-one matching must be explicit'],
    ['-{__name__=~"one|three"}', 422, 'same labelset'],
  ])('%s is answered %s', async (text, status, message) => {
    const answer = await server.get('/api/v1/query').query({ query: text });
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({
      status: 'error',
      errorType: status === 400 ? 'bad_data' : 'execution',
      error: expect.stringContaining(message),
    });
  });
});

describe('the HTTP API', () => {
  const server = serve({ 'up{job=a}': [1, 1, 1, 1, 0, 0, null, 1] });

  it('answers ranges from the start on, by steps, with gaps', async () => {
    const { body } = await server
      .post('/api/v1/query_range')
      .type('form')
      .send({
        query: 'up',
        start: new Date(START + 5_000).toISOString(),
        end: START / 1000 + 110,
        step: '30s',
      });
    expect(body.data).toEqual({
      resultType: 'matrix',
      result: [
        {
          metric: { __name__: 'up', job: 'a' },
          values: [
            [START / 1000 + 5, '1'],
            [START / 1000 + 35, '1'],
            [START / 1000 + 65, '0'],
          ],
        },
      ],
    });
  });

  it.each([
    [{ start: 10, end: 5, step: 1 }, 'end'],
    [{ start: 0, end: 5, step: 0 }, 'step'],
    [{ start: 0, end: 1e6, step: 1 }, 'step'],
    [{ start: 'yesterday', end: 5, step: 1 }, 'start'],
    [{ start: 0, end: 5, step: 'often' }, 'often'],
  ])('names what is wrong with %j', async (parameters, field) => {
    const answer = await server
      .get('/api/v1/query_range')
      .query({ query: 'up', ...parameters });
    expect(answer.status).toBe(400);
    expect(answer.body.error).toContain(`"${field}"`);
  });

  it('lists labels and their values', async () => {
    const labels = await server.get('/api/v1/labels');
    expect(labels.body.data).toEqual(['__name__', 'job']);
    const values = await server.get('/api/v1/label/job/values');
    expect(values.body.data).toEqual(['a']);
    expect((await server.get('/-/ready')).status).toBe(200);
  });
});
