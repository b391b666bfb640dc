import { useMemo, useRef, type KeyboardEvent } from 'react';
import Box from '@mui/material/Box';
import { useTheme } from '@mui/material/styles';
import {
  Background,
  Controls,
  ReactFlow,
  type Edge,
  type Node,
} from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import type { Graph } from '../../lib/graph/filter';
import {
  edgeWidth,
  layoutGraph,
  layoutKey,
  NODE_HEIGHT,
  NODE_WIDTH,
} from '../../lib/graph/layout';
import { isArrow, neighbourOf } from '../../lib/graph/navigate';
import { CallEdge } from './CallEdge';
import { GroupNode } from './GroupNode';
import { Legend } from './Legend';
import { MeshNode } from './MeshNode';

const NODE_TYPES = { mesh: MeshNode, namespace: GroupNode };
const EDGE_TYPES = { call: CallEdge };

function useLayout(graph: Graph) {
  const key = layoutKey(graph);
  const kept = useRef<{
    key: string;
    layout: ReturnType<typeof layoutGraph>;
  }>();
  if (kept.current?.key !== key) {
    kept.current = { key, layout: layoutGraph(graph) };
  }
  return kept.current.layout;
}

/** The graph: positions stay while the nodes and edges stay the same. */
export function GraphCanvas({
  graph,
  selected,
  onSelect,
  height = 620,
  legend = true,
}: {
  graph: Graph;
  selected: string;
  onSelect: (id: string) => void;
  height?: number;
  legend?: boolean;
}) {
  const { mode } = useTheme().palette;
  const { places, groups } = useLayout(graph);
  const nodes = useMemo<Node[]>(
    () => [
      ...groups.map(({ namespace, x, y, width, height: groupHeight }) => ({
        id: `group ${namespace}`,
        type: 'namespace',
        position: { x, y },
        data: { namespace },
        style: { width, height: groupHeight, zIndex: -1 },
        selectable: false,
        draggable: false,
        focusable: false,
      })),
      ...graph.nodes.map(node => ({
        id: node.id,
        type: 'mesh',
        position: places.get(node.id) ?? { x: 0, y: 0 },
        data: { node, selected: node.id === selected },
        width: NODE_WIDTH,
        height: NODE_HEIGHT,
        draggable: false,
        focusable: false,
      })),
    ],
    [graph.nodes, groups, places, selected],
  );
  const edges = useMemo<Edge[]>(
    () =>
      graph.edges.map(edge => ({
        id: edge.id,
        type: 'call',
        source: edge.source,
        target: edge.target,
        data: { edge, selected: edge.id === selected },
        style: { strokeWidth: edgeWidth(edge.requestRate) },
        focusable: false,
      })),
    [graph.edges, selected],
  );
  const onKeyDown = (event: KeyboardEvent) => {
    if (isArrow(event.key)) {
      const next = neighbourOf(places, selected || undefined, event.key);
      if (next) {
        event.preventDefault();
        onSelect(next);
        document.getElementById(`mesh-node-${next}`)?.focus();
      }
    } else if (event.key === 'Escape') {
      onSelect('');
    }
  };
  return (
    <Box
      role="group"
      aria-label="Topology graph; arrow keys move between services"
      onKeyDown={onKeyDown}
      sx={{
        height,
        border: 1,
        borderColor: 'divider',
        borderRadius: 1,
        bgcolor: 'background.paper',
        position: 'relative',
      }}
    >
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        colorMode={mode}
        fitView
        minZoom={0.2}
        nodesConnectable={false}
        disableKeyboardA11y
        onNodeClick={(_, { id, type }) => type === 'mesh' && onSelect(id)}
        onEdgeClick={(_, { id }) => onSelect(id)}
        onPaneClick={() => onSelect('')}
        proOptions={{ hideAttribution: false }}
      >
        <Background />
        <Controls showInteractive={false} />
      </ReactFlow>
      {legend && <Legend />}
    </Box>
  );
}
