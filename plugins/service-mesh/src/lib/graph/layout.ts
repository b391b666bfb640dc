import dagre from '@dagrejs/dagre';
import type { Graph } from './filter';

/** Top left corner of a node. */
export interface Place {
  x: number;
  y: number;
}

/** A rectangle around the nodes of a namespace. */
export interface GroupBox extends Place {
  namespace: string;
  width: number;
  height: number;
}

export const NODE_WIDTH = 196;
export const NODE_HEIGHT = 76;
const MARGIN = 16;
const TITLE = 28;

/** The same for the same nodes and edges, in whatever order they come. */
export function layoutKey({ nodes, edges }: Graph): string {
  return JSON.stringify([
    nodes.map(({ id }) => id).sort(),
    edges.map(({ id }) => id).sort(),
  ]);
}

/** Places nodes from callers on the left to those they call on the right, namespaces together. */
export function layoutGraph({ nodes, edges }: Graph): {
  places: Map<string, Place>;
  groups: GroupBox[];
} {
  const layout = new dagre.graphlib.Graph({
    compound: true,
    multigraph: false,
  });
  layout.setGraph({
    rankdir: 'LR',
    ranksep: 64,
    nodesep: 28,
    marginx: 20,
    marginy: 20,
  });
  layout.setDefaultEdgeLabel(() => ({}));
  for (const { id, namespace } of [...nodes].sort((a, b) =>
    a.id < b.id ? -1 : 1,
  )) {
    layout.setNode(id, { width: NODE_WIDTH, height: NODE_HEIGHT });
    if (namespace) {
      layout.setNode(`group ${namespace}`, {});
      layout.setParent(id, `group ${namespace}`);
    }
  }
  for (const { source, target } of [...edges].sort((a, b) =>
    a.id < b.id ? -1 : 1,
  )) {
    if (source !== target) {
      layout.setEdge(source, target);
    }
  }
  dagre.layout(layout);
  const places = new Map<string, Place>();
  const members = new Map<string, Place[]>();
  for (const { id, namespace } of nodes) {
    const { x, y } = layout.node(id);
    const place = { x: x - NODE_WIDTH / 2, y: y - NODE_HEIGHT / 2 };
    places.set(id, place);
    if (namespace) {
      members.set(namespace, [...(members.get(namespace) ?? []), place]);
    }
  }
  const groups = [...members].map(([namespace, list]) => {
    const left = Math.min(...list.map(({ x }) => x)) - MARGIN;
    const top = Math.min(...list.map(({ y }) => y)) - MARGIN - TITLE;
    const right = Math.max(...list.map(({ x }) => x)) + NODE_WIDTH + MARGIN;
    const bottom = Math.max(...list.map(({ y }) => y)) + NODE_HEIGHT + MARGIN;
    return {
      namespace,
      x: left,
      y: top,
      width: right - left,
      height: bottom - top,
    };
  });
  return { places, groups };
}

/** Width of an edge in pixels: grows with the logarithm of the rate. */
export function edgeWidth(requestRate: number | null): number {
  return requestRate === null
    ? 1.5
    : Math.min(6, 1.5 + Math.log10(1 + requestRate));
}
