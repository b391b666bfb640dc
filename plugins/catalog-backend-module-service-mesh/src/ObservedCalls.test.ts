import { ObservedCalls } from './ObservedCalls';

const HOUR = 3_600_000;
const NINE = Date.parse('2026-11-21T09:00:00.000Z');

const edge = (target: string, requestRate: number | null) => ({
  source: 'component:default/order',
  dependency: { target, environment: 'dev', requestRate },
});

function atNine() {
  const clock = { now: NINE };
  const start = () =>
    new ObservedCalls({
      environments: ['dev'],
      keep: 24 * HOUR,
      now: () => clock.now,
    });
  return { clock, start, calls: start() };
}

const found = (calls: ObservedCalls, remembered = calls.of('nobody', [])) =>
  calls
    .of('component:default/order', remembered)
    .map(
      ({ target, requestRate, lastSeen }) =>
        `${target} ${requestRate} ${lastSeen.slice(0, 16)}`,
    );

describe('ObservedCalls', () => {
  it('change at most once an hour, however often they are read', () => {
    const { clock, calls } = atNine();
    clock.now += 60_000;
    calls.add([edge('b', 1.2345), edge('a', null)]);
    const first = ['a null 2026-11-21T09:00', 'b 1.2 2026-11-21T09:00'];
    expect(found(calls)).toEqual(first);

    clock.now += 50 * 60_000;
    calls.add([edge('b', 7)]);
    expect(found(calls)).toEqual(first);

    clock.now += 10 * 60_000;
    calls.add([edge('b', 7)]);
    expect(found(calls)).toEqual([
      'a null 2026-11-21T09:00',
      'b 7 2026-11-21T10:00',
    ]);
  });

  it('are not told of an environment that was closed since they were remembered', () => {
    const { calls, start } = atNine();
    calls.add([edge('b', 7)]);
    const [dependency] = calls.of('component:default/order', []);
    const remembered = [dependency, { ...dependency, environment: 'closed' }];
    expect(found(start(), remembered)).toEqual(['b 7 2026-11-21T09:00']);
  });

  it('go on after a restart, and are forgotten when they are not seen any more', () => {
    const { clock, calls, start } = atNine();
    calls.add([edge('b', 7)]);
    const remembered = calls.of('component:default/order', []);
    const restarted = start();
    expect(found(restarted, remembered)).toEqual(['b 7 2026-11-21T09:00']);

    restarted.add([edge('b', 8)]);
    expect(found(restarted, remembered)).toEqual(['b 7 2026-11-21T09:00']);

    clock.now += 24 * HOUR;
    restarted.add([edge('c', 1)]);
    expect(found(restarted, remembered)).toEqual([
      'b 7 2026-11-21T09:00',
      'c 1 2026-11-22T09:00',
    ]);
    clock.now += HOUR;
    restarted.add([]);
    expect(found(restarted, remembered)).toEqual(['c 1 2026-11-22T09:00']);
  });
});
