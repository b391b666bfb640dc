import type {
  TopologyEdge,
  TopologyNode,
} from '@ecotrack/backstage-plugin-service-mesh-common';

/** Nodes and edges; both ends of every edge are among the nodes. */
export interface Graph {
  nodes: readonly TopologyNode[];
  edges: readonly TopologyEdge[];
}

/** What to show of a graph; an empty text shows all. */
export interface GraphFilter {
  text: string;
  namespace: string;
  /** Entity reference of a system. */
  system: string;
  /** Entity reference of an owner. */
  owner: string;
  /** Only nodes in trouble and what they talk to. */
  trouble: boolean;
  /** Without nodes that nothing called, unless one that is shown talks to them. */
  active: boolean;
}

function fits(node: TopologyNode, filter: GraphFilter): boolean {
  const { text, namespace, system, owner } = filter;
  return (
    (!text || node.name.toLowerCase().includes(text.toLowerCase())) &&
    (!namespace || node.namespace === namespace) &&
    (!system || node.entity?.system === system) &&
    (!owner || node.entity?.owner === owner) &&
    (!filter.active || node.health !== 'idle') &&
    (!filter.trouble || node.health === 'failing' || node.health === 'degraded')
  );
}

/** Keeps the nodes that fit and their neighbours, so that no call loses an end. */
export function filterGraph(graph: Graph, filter: GraphFilter): Graph {
  const chosen = new Set(
    graph.nodes.filter(node => fits(node, filter)).map(({ id }) => id),
  );
  if (chosen.size === graph.nodes.length) {
    return graph;
  }
  const edges = graph.edges.filter(
    ({ source, target }) => chosen.has(source) || chosen.has(target),
  );
  const kept = new Set([
    ...chosen,
    ...edges.flatMap(({ source, target }) => [source, target]),
  ]);
  return { edges, nodes: graph.nodes.filter(({ id }) => kept.has(id)) };
}

/** Values that occur, for the choices of a filter. */
export function choicesOf(
  graph: Graph,
  read: (node: TopologyNode) => string | undefined,
): string[] {
  return [...new Set(graph.nodes.flatMap(node => read(node) ?? []))].sort();
}
