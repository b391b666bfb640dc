import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

/**
 * A part of the page's state that lives in the URL, so that a copied address shows the same.
 * @param fallback - value when the URL does not name it; setting it removes it from the URL
 */
export function useUrlState(
  name: string,
  fallback = '',
): [string, (value: string) => void] {
  const [parameters, setParameters] = useSearchParams();
  const set = useCallback(
    (value: string) =>
      setParameters(
        current => {
          const next = new URLSearchParams(current);
          if (value === fallback) {
            next.delete(name);
          } else {
            next.set(name, value);
          }
          return next;
        },
        { replace: true },
      ),
    [fallback, name, setParameters],
  );
  return [parameters.get(name) ?? fallback, set];
}
