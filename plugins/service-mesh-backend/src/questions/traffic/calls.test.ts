import * as fc from 'fast-check';
import type { TrafficSample } from '../../sources/telemetry/types';
import {
  bothEnds,
  destination,
  peer,
  readingOf,
  sample,
} from '../__testUtils__/samples';
import { callsOf, isFailed, latenciesOf, totalsOf } from './calls';

const count = (...samples: TrafficSample[]) =>
  totalsOf(callsOf(readingOf(samples)));

describe('calls that both ends report', () => {
  const source = { reporter: 'source' } as const;

  it.each<[string, TrafficSample[], number, number]>([
    ['count once', bothEnds('web', 'cart', 5), 5, 0],
    [
      'count as the server answered when the client saw another code',
      [
        sample('web', 'cart', 5),
        sample('web', 'cart', 5, { ...source, responseCode: '503' }),
      ],
      5,
      0,
    ],
    [
      'count once when the ends name different services of one pod',
      [
        sample('web', destination('cart', 'cart-headless'), 5),
        sample('web', 'cart', 5, source),
      ],
      5,
      0,
    ],
    [
      'count in each cluster that has the workload',
      [
        sample('web', { ...destination('cart'), cluster: 'east' }, 5),
        sample('web', { ...destination('cart'), cluster: 'east' }, 5, source),
        sample('web', { ...destination('cart'), cluster: 'west' }, 3, source),
      ],
      8,
      0,
    ],
    [
      'count once when only one end tells the cluster',
      [
        sample('web', { ...destination('cart'), cluster: 'east' }, 5),
        sample('web', 'cart', 5, source),
      ],
      5,
      0,
    ],
    [
      'count with those that never arrived',
      [
        ...bothEnds('web', 'cart', 5),
        sample('web', 'cart', 1, {
          ...source,
          responseCode: '503',
          responseFlags: 'UF,URX',
        }),
      ],
      6,
      1,
    ],
    [
      'count with those that had no pod to go to',
      [
        ...bothEnds('web', 'cart', 5),
        sample('web', destination('unknown', 'cart'), 2, {
          ...source,
          responseCode: '503',
          responseFlags: 'UH',
        }),
      ],
      7,
      2,
    ],
    [
      'count once when the client does not know the pod that answered it',
      [
        sample('web', 'cart', 5),
        sample('web', destination('unknown', 'cart'), 5, source),
      ],
      5,
      0,
    ],
    [
      'count once when the client gave up on what the server worked on',
      [
        sample('web', 'cart', 1, { responseCode: '0', responseFlags: 'DC' }),
        sample('web', 'cart', 1, {
          ...source,
          responseCode: '504',
          responseFlags: 'UT',
        }),
      ],
      1,
      1,
    ],
    [
      'count each workload by whoever reports it',
      [
        ...bothEnds('web', destination('cart-v1', 'cart'), 5),
        sample('web', destination('cart-v2', 'cart'), 3, source),
      ],
      8,
      0,
    ],
    [
      'count at the client where no server reports',
      [sample('web', 'cart', 4, source)],
      4,
      0,
    ],
    [
      'count at a waypoint',
      [
        sample('web', 'cart', 4, { reporter: 'waypoint' }),
        sample('web', 'cart', 4, source),
      ],
      4,
      0,
    ],
  ])('%s', (_, samples, requestRate, failedRate) => {
    expect(count(...samples)).toEqual({ requestRate, failedRate, byteRate: 0 });
  });

  it('keeps bytes and requests apart, also of one pair', () => {
    expect(
      count(
        ...bothEnds('web', 'cart', 5),
        sample('web', 'cart', 900, { ...source, protocol: 'tcp' }),
      ),
    ).toEqual({ requestRate: 5, failedRate: 0, byteRate: 900 });
  });

  it('takes latency from the same ends', () => {
    const latency = (
      reporter: 'source' | 'destination',
      target: string,
      mean: number,
    ) => ({
      reporter,
      source: peer('web'),
      destination: destination(target),
      mean,
    });
    expect(
      latenciesOf(
        readingOf(
          [],
          [
            latency('source', 'cart', 12),
            latency('destination', 'cart', 10),
            latency('source', 'redis', 3),
          ],
        ),
      ).map(({ mean }) => mean),
    ).toEqual([10, 3]);
  });

  it('never counts more than what arrived and what did not, whatever is reported', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'unknown');
    const arbitrary = fc
      .tuple(
        fc.constantFrom('source', 'destination', 'waypoint' as const),
        name,
        name,
        fc.constantFrom('a', 'b', 'x.example.com'),
        fc.constantFrom('-', 'UH', 'DC', 'UF,URX', 'via_upstream', ''),
        fc.double({ min: 0, max: 1e6, noNaN: true }),
      )
      .map(([reporter, from, to, host, responseFlags, rate]) =>
        sample(from, destination(to, host), rate, {
          reporter: reporter as TrafficSample['reporter'],
          responseFlags,
        }),
      );
    fc.assert(
      fc.property(fc.array(arbitrary), samples => {
        const counted = callsOf(readingOf(samples));
        const sum = (list: TrafficSample[]) => totalsOf(list).requestRate;
        const served = samples.filter(({ reporter }) => reporter !== 'source');
        const arrived = counted.filter(({ seenByServer }) => seenByServer);
        expect(sum(arrived)).toBeCloseTo(sum(served), 3);
        expect(counted.length).toBeLessThanOrEqual(samples.length);
        const pairs = new Set(
          arrived.map(
            call => `${call.source.workload} ${call.destination.workload}`,
          ),
        );
        for (const call of counted) {
          const isDouble =
            !call.seenByServer &&
            ['-', 'DC', ''].includes(call.responseFlags) &&
            call.destination.workload !== 'unknown' &&
            pairs.has(`${call.source.workload} ${call.destination.workload}`);
          expect(isDouble).toBe(false);
        }
      }),
    );
  });
});

describe('failed requests', () => {
  it.each<[string, Partial<TrafficSample>, boolean]>([
    ['500', { responseCode: '500' }, true],
    ['no answer', { responseCode: '0', responseFlags: 'DC' }, true],
    ['404', { responseCode: '404' }, false],
    [
      '404 for want of a route',
      { responseCode: '404', responseFlags: 'NR' },
      true,
    ],
    [
      '429 of a rate limit',
      { responseCode: '429', responseFlags: 'RL' },
      false,
    ],
    ['gRPC internal', { protocol: 'grpc', grpcStatus: '13' }, true],
    ['gRPC not found', { protocol: 'grpc', grpcStatus: '5' }, false],
    ['gRPC status on HTTP', { grpcStatus: '13' }, false],
    ['TCP', { protocol: 'tcp', responseFlags: 'UF' }, false],
  ])('%s', (_, overrides, isFailure) => {
    expect(isFailed(sample('web', 'cart', 1, overrides))).toBe(isFailure);
  });
});
