import { useCallback, useEffect, useRef, useState } from 'react';

/** The newest answer to a question that changes while somebody types. */
export interface DebouncedAnswer<T> {
  /** Of the question as it is now, or of an earlier one while that is asked. */
  data?: T;
  error?: Error;
  /** The data are not yet those of the question as it is now. */
  isPending: boolean;
  retry: () => void;
}

const DELAY = 250;

/**
 * Asks once the question has stood still. An older answer that comes late is dropped; the last one stays until the
 * next is there.
 * @param key - names the question with its parameters
 */
export function useDebouncedAnswer<T>(
  key: string,
  ask: (signal: AbortSignal) => Promise<T>,
): DebouncedAnswer<T> {
  const [answer, setAnswer] = useState<{
    key?: string;
    data?: T;
    error?: Error;
  }>({});
  const [attempt, setAttempt] = useState(0);
  const latest = useRef({ ask, isFirst: true });
  latest.current.ask = ask;

  useEffect(() => {
    const aborter = new AbortController();
    const timer = setTimeout(
      () => {
        latest.current.isFirst = false;
        latest.current.ask(aborter.signal).then(
          data => !aborter.signal.aborted && setAnswer({ key, data }),
          (error: Error) =>
            !aborter.signal.aborted &&
            setAnswer(({ data }) => ({ key, data, error })),
        );
      },
      latest.current.isFirst ? 0 : DELAY,
    );
    return () => {
      clearTimeout(timer);
      aborter.abort();
    };
  }, [key, attempt]);

  const retry = useCallback(() => setAttempt(count => count + 1), []);
  const { data, error } = answer;
  return { data, error, isPending: answer.key !== key, retry };
}
