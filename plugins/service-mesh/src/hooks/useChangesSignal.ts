import { useEffect, useRef } from 'react';
import { useSignal } from '@backstage/plugin-signals-react';

/** Called as soon as the back end says that a change moved; never where the portal has no signals. */
export function useChangesSignal(onMoved: () => void): void {
  const { lastSignal } = useSignal('service-mesh:changes');
  const latest = useRef(onMoved);
  latest.current = onMoved;
  useEffect(() => {
    if (lastSignal) {
      latest.current();
    }
  }, [lastSignal]);
}
