import type {
  Health,
  TopologyEdge,
  TopologyNode,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import type { Graph } from './filter';
import { mergeEdges, sumKnown, weightedMean } from './totals';

/** A namespace drawn as one node, with what its nodes add up to. */
export interface ClosedGroup {
  id: string;
  namespace: string;
  /** Number of nodes in it. */
  count: number;
  /** The worst of its nodes. */
  health: Health;
  /** Requests per second that its nodes serve together. */
  requestRate: number | null;
  errorShare: number | null;
  /** Bytes per second over plain TCP. */
  byteRate: number | null;
}

/** A graph in which both ends of every edge are among the nodes and the closed groups. */
export interface CollapsedGraph extends Graph {
  closed: readonly ClosedGroup[];
}

const WORST_FIRST: readonly Health[] = [
  'failing',
  'degraded',
  'unknown',
  'ok',
  'idle',
];

function groupOf(namespace: string, nodes: readonly TopologyNode[]) {
  return {
    id: `namespace:${namespace}`,
    namespace,
    count: nodes.length,
    health: WORST_FIRST.find(health =>
      nodes.some(node => node.health === health),
    )!,
    requestRate: sumKnown(nodes.map(({ requestRate }) => requestRate)),
    errorShare: weightedMean(
      nodes.map(({ requestRate, errorShare }) => [errorShare, requestRate]),
    ),
    byteRate: sumKnown(nodes.map(({ byteRate }) => byteRate ?? null)),
  };
}

/** Draws the named namespaces as one node each: calls inside are left out, calls across are added up. */
export function collapseGraph(
  graph: Graph,
  namespaces: ReadonlySet<string>,
): CollapsedGraph {
  const members = new Map<string, TopologyNode[]>();
  const nodes: TopologyNode[] = [];
  for (const node of graph.nodes) {
    if (node.namespace !== undefined && namespaces.has(node.namespace)) {
      const list = members.get(node.namespace) ?? [];
      members.set(node.namespace, [...list, node]);
    } else {
      nodes.push(node);
    }
  }
  const closed = [...members].map(([namespace, list]) =>
    groupOf(namespace, list),
  );
  const drawnAs = new Map(
    closed.flatMap(({ id, namespace }) =>
      members.get(namespace)!.map(node => [node.id, id] as const),
    ),
  );
  const edges: TopologyEdge[] = [];
  const across = new Map<string, TopologyEdge[]>();
  for (const edge of graph.edges) {
    const source = drawnAs.get(edge.source) ?? edge.source;
    const target = drawnAs.get(edge.target) ?? edge.target;
    if (source === edge.source && target === edge.target) {
      edges.push(edge);
    } else if (source !== target) {
      const id = `${source} → ${target}`;
      across.set(id, [
        ...(across.get(id) ?? []),
        { ...edge, id, source, target },
      ]);
    }
  }
  return {
    nodes,
    closed,
    edges: [...edges, ...[...across.values()].map(mergeEdges)],
  };
}
