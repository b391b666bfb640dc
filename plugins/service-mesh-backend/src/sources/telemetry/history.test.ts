import { historyOf, slicesOf } from './history';

const END = new Date('2026-03-01T12:00:00Z');
const at = (minutesAgo: number) =>
  new Date(END.getTime() - minutesAgo * 60_000);

const row = (
  reporter: 'source' | 'destination',
  points: [number, number | null][],
) => ({
  reporter,
  source: { namespace: 'shop', workload: 'order' },
  destination: {
    namespace: 'data',
    workload: 'db',
    canonicalRevision: 'unknown',
    host: 'db.data.svc.cluster.local',
    serviceName: 'db',
    serviceNamespace: 'data',
  },
  points: points.map(([ago, value]) => ({ at: at(ago), value })),
});

describe('the history of calls', () => {
  it('has a twenty-fourth of the window as slice, and at least five minutes', () => {
    expect(slicesOf(6 * 3600, END)).toEqual({
      start: at(345),
      end: END,
      step: 900,
    });
    expect(slicesOf(3600, END)).toEqual({ start: at(55), end: END, step: 300 });
    expect(slicesOf(60, END)).toEqual({ start: END, end: END, step: 300 });
  });

  it('tells of the last call, of how much is known, and of whose proxies report', () => {
    const { calls, covered, reporting } = historyOf(
      [
        row('source', [
          [45, 2],
          [30, 1],
          [15, 0],
        ]),
        row('destination', [
          [15, 0],
          [0, null],
        ]),
      ],
      6 * 3600,
      900,
    );
    expect(calls.map(({ lastSeen }) => lastSeen)).toEqual([at(30)]);
    expect(covered).toBe(3 * 900);
    expect([...reporting]).toEqual(['shop/order', 'data/db']);
  });
});
