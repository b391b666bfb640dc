import { act, renderHook } from '@testing-library/react';
import { useDebouncedAnswer } from './useDebouncedAnswer';

describe('useDebouncedAnswer', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  const pass = (ms: number) =>
    act(async () => {
      await jest.advanceTimersByTimeAsync(ms);
    });

  function asking(answers: Record<string, () => Promise<string>>) {
    const asked: string[] = [];
    const hook = renderHook(
      ({ key }) =>
        useDebouncedAnswer(key, () => {
          asked.push(key);
          return answers[key]();
        }),
      { initialProps: { key: 'a' } },
    );
    return { asked, ...hook };
  }

  it('asks first at once, then when the question stood still, and keeps the last answer', async () => {
    const { asked, result, rerender } = asking({
      a: async () => 'A',
      abc: async () => 'ABC',
    });
    await pass(0);
    expect(result.current).toMatchObject({ data: 'A', isPending: false });
    rerender({ key: 'ab' });
    await pass(200);
    rerender({ key: 'abc' });
    await pass(200);
    expect(result.current).toMatchObject({ data: 'A', isPending: true });
    await pass(50);
    expect(result.current).toMatchObject({ data: 'ABC', isPending: false });
    expect(asked).toEqual(['a', 'abc']);
  });

  it('drops an older answer that comes late', async () => {
    let answerLate: (text: string) => void = () => {};
    const { result, rerender } = asking({
      a: () =>
        new Promise(resolve => {
          answerLate = resolve;
        }),
      b: async () => 'B',
    });
    await pass(0);
    rerender({ key: 'b' });
    await pass(250);
    await act(async () => answerLate('A'));
    expect(result.current).toMatchObject({ data: 'B', isPending: false });
  });

  it('keeps the data beside the error of a later question, and asks again', async () => {
    let isAway = true;
    const { result, rerender } = asking({
      a: async () => 'A',
      b: async () => {
        if (isAway) {
          throw new Error('away');
        }
        return 'B';
      },
    });
    await pass(0);
    rerender({ key: 'b' });
    await pass(250);
    expect(result.current).toMatchObject({
      data: 'A',
      error: new Error('away'),
      isPending: false,
    });
    isAway = false;
    act(() => result.current.retry());
    await pass(250);
    expect(result.current).toMatchObject({ data: 'B', error: undefined });
  });
});
