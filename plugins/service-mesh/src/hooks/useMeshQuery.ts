import { useCallback, useEffect, useRef, useState } from 'react';

/** The newest answer to a question, kept while it is asked again. */
export interface MeshQuery<T> {
  data?: T;
  /** Of the last attempt; the data, if any, are those of an earlier one. */
  error?: Error;
  loading: boolean;
  retry: () => void;
}

const INTERVAL = 10_000;

/**
 * Asks again every ten seconds, or as often as it is told, unless paused. Data of another key are never shown; data of the same key stay while
 * they are refreshed and when a refresh fails.
 * @param key - names the question with its parameters
 * @param onAnswer - told the time of each answer that is shown
 */
export function useMeshQuery<T>(
  key: string,
  ask: (signal: AbortSignal) => Promise<T>,
  {
    paused,
    onAnswer,
    every = INTERVAL,
  }: {
    paused: boolean;
    onAnswer?: (at: Date) => void;
    /** Milliseconds from one question to the next. */
    every?: number;
  },
): MeshQuery<T> {
  const [answer, setAnswer] = useState<{
    key: string;
    data?: T;
    error?: Error;
  }>({ key: '' });
  const [attempt, setAttempt] = useState(0);
  const latest = useRef({ ask, onAnswer });
  latest.current = { ask, onAnswer };

  useEffect(() => {
    const aborter = new AbortController();
    latest.current.ask(aborter.signal).then(
      data => {
        if (!aborter.signal.aborted) {
          setAnswer({ key, data });
          latest.current.onAnswer?.(new Date());
        }
      },
      (error: Error) => {
        if (!aborter.signal.aborted) {
          setAnswer(current =>
            current.key === key ? { ...current, error } : { key, error },
          );
        }
      },
    );
    return () => aborter.abort();
  }, [key, attempt]);

  useEffect(() => {
    if (paused) {
      return undefined;
    }
    const timer = setInterval(() => setAttempt(count => count + 1), every);
    return () => clearInterval(timer);
  }, [every, paused]);

  const retry = useCallback(() => setAttempt(count => count + 1), []);
  const isCurrent = answer.key === key;
  return {
    data: isCurrent ? answer.data : undefined,
    error: isCurrent ? answer.error : undefined,
    loading: !isCurrent,
    retry,
  };
}
