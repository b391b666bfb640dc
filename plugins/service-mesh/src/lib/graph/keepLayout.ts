import { layoutGraph, type GraphLayout, type Skeleton } from './layout';

/** A layout, with the nodes and all edges that it was made for. */
export interface KeptLayout {
  nodes: string;
  edges: ReadonlyMap<string, Skeleton['edges'][number]>;
  layout: GraphLayout;
}

/** The layout so far while the nodes are the same and no call is new: calls that fall silent and come back move nothing. */
export function keepLayout(
  graph: Skeleton,
  kept: KeptLayout | undefined,
): KeptLayout {
  const nodes = JSON.stringify(graph.nodes.map(({ id }) => id).sort());
  const known = kept?.nodes === nodes ? kept : undefined;
  if (known && graph.edges.every(({ id }) => known.edges.has(id))) {
    return known;
  }
  const edges = new Map([
    ...(known?.edges ?? []),
    ...graph.edges.map(edge => [edge.id, edge] as const),
  ]);
  const layout = layoutGraph({
    nodes: graph.nodes,
    edges: [...edges.values()],
  });
  return { nodes, edges, layout };
}
