import type { Edge, Node } from '@xyflow/react';
import type { CollapsedGraph } from '../../lib/graph/collapse';
import { edgeWidth } from '../../lib/graph/edgeWidth';
import {
  NODE_HEIGHT,
  NODE_WIDTH,
  type GraphLayout,
} from '../../lib/graph/layout';

const STILL = { draggable: false, focusable: false } as const;

/** The nodes of a graph as React Flow takes them, namespaces behind them. */
export function flowNodes(
  { nodes, closed }: CollapsedGraph,
  { places, groups }: GraphLayout,
  selected: string,
  onToggle: ((namespace: string) => void) | undefined,
): Node[] {
  const placed = (id: string) => ({
    id,
    position: places.get(id)!,
    width: NODE_WIDTH,
    height: NODE_HEIGHT,
    ...STILL,
  });
  return [
    ...groups.map(({ namespace, x, y, width, height }) => ({
      id: `group ${namespace}`,
      type: 'namespace',
      position: { x, y },
      data: { namespace, onToggle },
      width,
      height,
      zIndex: -1,
      selectable: false,
      ...STILL,
    })),
    ...closed.map(group => ({
      ...placed(group.id),
      type: 'closed',
      data: { group, onToggle },
    })),
    ...nodes.map(node => ({
      ...placed(node.id),
      type: 'mesh',
      data: { node, selected: node.id === selected },
    })),
  ];
}

/** The edges of a graph as React Flow takes them. */
export function flowEdges(
  { edges }: CollapsedGraph,
  selected: string,
  hovered: string | undefined,
): Edge[] {
  return edges.map(edge => ({
    id: edge.id,
    type: 'call',
    source: edge.source,
    target: edge.target,
    data: {
      edge,
      selected: edge.id === selected,
      hovered: edge.id === hovered,
    },
    style: { strokeWidth: edgeWidth(edge.requestRate) },
    focusable: false,
  }));
}
