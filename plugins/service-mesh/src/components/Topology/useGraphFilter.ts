import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { GraphFilter } from '../../lib/graph/filter';

/** The filters of the graph, in the URL. */
export function useGraphFilter(): [
  GraphFilter,
  (change: Partial<GraphFilter>) => void,
] {
  const [parameters, setParameters] = useSearchParams();
  const text = parameters.get('text') ?? '';
  const namespace = parameters.get('namespace') ?? '';
  const system = parameters.get('system') ?? '';
  const owner = parameters.get('owner') ?? '';
  const trouble = parameters.get('trouble') === 'true';
  const active = parameters.get('active') === 'true';
  const filter = useMemo(
    () => ({ text, namespace, system, owner, trouble, active }),
    [text, namespace, system, owner, trouble, active],
  );
  const change = useCallback(
    (changed: Partial<GraphFilter>) =>
      setParameters(
        current => {
          const next = new URLSearchParams(current);
          for (const [name, value] of Object.entries(changed)) {
            if (value) {
              next.set(name, String(value));
            } else {
              next.delete(name);
            }
          }
          return next;
        },
        { replace: true },
      ),
    [setParameters],
  );
  return [filter, change];
}
