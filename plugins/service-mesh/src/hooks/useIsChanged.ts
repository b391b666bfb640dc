import { useEffect, useRef } from 'react';

/** Whether a value is another than at the last rendering. */
export function useIsChanged(value: unknown): boolean {
  const previous = useRef(value);
  const isChanged = previous.current !== value;
  useEffect(() => {
    previous.current = value;
  }, [value]);
  return isChanged;
}
