import { useRef } from 'react';
import type { CollapsedGraph } from '../../lib/graph/collapse';
import { keepLayout, type KeptLayout } from '../../lib/graph/keepLayout';
import type { GraphLayout } from '../../lib/graph/layout';

/** Where the graph is drawn; the same object for as long as nothing needs to move. */
export function useGraphLayout({
  nodes,
  closed,
  edges,
}: CollapsedGraph): GraphLayout {
  const kept = useRef<KeptLayout>();
  kept.current = keepLayout(
    { nodes: [...nodes, ...closed.map(({ id }) => ({ id }))], edges },
    kept.current,
  );
  return kept.current.layout;
}
