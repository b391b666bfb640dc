import { useCallback, useMemo } from 'react';
import { useUrlState } from '../../hooks/useUrlState';

/** The namespaces that are drawn as one node, in the URL. */
export function useClosedGroups(): [
  ReadonlySet<string>,
  (namespace: string) => void,
] {
  const [text, setText] = useUrlState('closed');
  const closed = useMemo(
    () => new Set(text.split(',').filter(Boolean)),
    [text],
  );
  const toggle = useCallback(
    (namespace: string) => {
      const next = new Set(closed);
      if (!next.delete(namespace)) {
        next.add(namespace);
      }
      setText([...next].sort().join(','));
    },
    [closed, setText],
  );
  return [closed, toggle];
}
