import { act, renderHook } from '@testing-library/react';
import { useMeshQuery } from './useMeshQuery';

type Ask = (signal: AbortSignal) => Promise<string>;

function render(ask: Ask, key = 'overview production') {
  const onAnswer = jest.fn<void, [Date]>();
  const view = renderHook(
    (props: { key: string; ask: Ask; paused: boolean }) =>
      useMeshQuery(props.key, props.ask, { paused: props.paused, onAnswer }),
    { initialProps: { key, ask, paused: false } },
  );
  return { ...view, onAnswer };
}

const pass = (milliseconds: number) =>
  act(() => jest.advanceTimersByTimeAsync(milliseconds));

describe('useMeshQuery', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('asks every ten seconds, and not while paused', async () => {
    let count = 0;
    const ask = jest.fn(async () => `answer ${++count}`);
    const { result, rerender, onAnswer } = render(ask);
    expect(result.current).toMatchObject({ loading: true, data: undefined });
    await pass(0);
    expect(result.current).toMatchObject({ loading: false, data: 'answer 1' });
    await pass(10_000);
    expect(result.current.data).toBe('answer 2');
    expect(onAnswer).toHaveBeenCalledTimes(2);

    rerender({ key: 'overview production', ask, paused: true });
    await pass(60_000);
    expect(ask).toHaveBeenCalledTimes(2);
    act(() => result.current.retry());
    await pass(0);
    expect(result.current.data).toBe('answer 3');
  });

  it('keeps the data of the same question when a refresh fails, and recovers', async () => {
    let fails = false;
    const ask: Ask = async () => {
      if (fails) {
        throw new Error('away');
      }
      return 'data';
    };
    const { result, onAnswer } = render(ask);
    await pass(0);
    fails = true;
    await pass(10_000);
    expect(result.current).toMatchObject({
      data: 'data',
      error: new Error('away'),
    });
    expect(onAnswer).toHaveBeenCalledTimes(1);
    fails = false;
    await pass(10_000);
    expect(result.current).toMatchObject({ data: 'data', error: undefined });
  });

  it('never shows the data of another question, however late they come', async () => {
    const signals: AbortSignal[] = [];
    const slow: Ask = signal => {
      signals.push(signal);
      return new Promise(resolve => setTimeout(resolve, 5000, 'production'));
    };
    const { result, rerender, unmount } = render(slow);
    rerender({ key: 'overview dev', ask: async () => 'dev', paused: false });
    expect(signals[0].aborted).toBe(true);
    await pass(0);
    expect(result.current.data).toBe('dev');
    await pass(6000);
    expect(result.current.data).toBe('dev');
    rerender({ key: 'overview production', ask: slow, paused: false });
    expect(result.current).toMatchObject({ loading: true, data: undefined });
    unmount();
    expect(signals.every(({ aborted }) => aborted)).toBe(true);
  });
});
