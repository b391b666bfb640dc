import dagre from '@dagrejs/dagre';

/** What a layout needs to know of a graph; both ends of every edge are among the nodes. */
export interface Skeleton {
  nodes: readonly { id: string; namespace?: string }[];
  edges: readonly { id: string; source: string; target: string }[];
}

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

/** Where nodes and namespaces are drawn. */
export interface GraphLayout {
  places: Map<string, Place>;
  groups: GroupBox[];
}

export const NODE_WIDTH = 196;
export const NODE_HEIGHT = 76;
/** Between ranks dagre leaves room for the borders of groups: about three times this. */
const RANK_GAP = 22;
const MARGIN = 14;
const TITLE = 28;

/** Places nodes from callers on the left to those they call on the right, namespaces together. */
export function layoutGraph({ nodes, edges }: Skeleton): GraphLayout {
  const layout = new dagre.graphlib.Graph({
    compound: true,
    multigraph: false,
  });
  layout.setGraph({
    rankdir: 'LR',
    ranksep: RANK_GAP,
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
