import { KeptReadings } from './KeptReadings';

describe('KeptReadings', () => {
  let now: number;
  let readings: KeptReadings;

  beforeEach(() => {
    now = 1_000_000;
    readings = new KeptReadings(() => now);
  });

  const fails = () => Promise.reject(new Error('connection refused'));

  it('asks once for many who ask at the same time, and not again within five seconds', async () => {
    let asked = 0;
    const ask = async () => {
      asked++;
      return asked;
    };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => readings.read('a', ask)),
    );
    now += 4_999;
    answers.push(await readings.read('a', ask));
    expect(answers.map(({ value }) => value)).toEqual(Array(11).fill(1));
    now += 1;
    expect(await readings.read('a', ask)).toEqual({
      value: 2,
      state: { state: 'live', observedAt: new Date(now) },
    });
    expect((await readings.read('b', ask)).value).toBe(3);
  });

  it('asks less often where told, and soon again after a failure', async () => {
    const minute = 60_000;
    await readings.read('a', async () => 'old', minute);
    now += 30_000;
    const { value } = await readings.read('a', fails, minute);
    expect(value).toBe('old');
    now += 30_000;
    await readings.read('a', fails, minute);
    now += 5_000;
    await readings.read('a', async () => 'new', minute);
    expect((await readings.read('a', fails, minute)).value).toBe('new');
  });

  it('serves the last answer as stale since it was read, and recovers', async () => {
    const observedAt = new Date(now);
    await readings.read('a', async () => 'old');
    now += 10_000;
    const stale = {
      value: 'old',
      state: {
        state: 'stale',
        observedAt,
        since: observedAt,
        reason: 'connection refused',
      },
    };
    expect(await readings.read('a', fails)).toEqual(stale);
    now += 10_000;
    const never = new Promise<string>(() => {});
    expect(await readings.read('a', () => never)).toEqual(stale);
  });

  it('asks an upstream that was away again and tells the news as soon as it has them', async () => {
    await readings.read('a', async () => 'old');
    now += 10_000;
    await readings.read('a', fails);
    now += 10_000;
    expect((await readings.read('a', async () => 'new')).value).toBe('old');
    expect(await readings.read('a', async () => 'newer')).toMatchObject({
      value: 'new',
      state: { state: 'live' },
    });
  });

  it('is unavailable with the reason when there never was an answer', async () => {
    expect(await readings.read('a', fails)).toEqual({
      value: undefined,
      state: {
        state: 'unavailable',
        observedAt: undefined,
        since: new Date(now),
        reason: 'connection refused',
      },
    });
  });

  it('forgets what nobody asks for', async () => {
    await readings.read('a', async () => 'old');
    now += 16 * 60_000;
    await readings.read('b', async () => 'other');
    expect((await readings.read('a', fails)).value).toBeUndefined();
  });

  it('keeps no more than some hundred answers, the ones asked for last', async () => {
    for (let index = 0; index <= 500; index++) {
      await readings.read(`${index}`, async () => index);
    }
    now += 10_000;
    expect((await readings.read('500', fails)).value).toBe(500);
    expect((await readings.read('0', fails)).value).toBeUndefined();
  });
});
