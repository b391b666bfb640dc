import {
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
} from 'react';
import Box from '@mui/material/Box';
import { useTheme } from '@mui/material/styles';
import {
  Background,
  Controls,
  ReactFlow,
  type ReactFlowInstance,
} from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import type { CollapsedGraph } from '../../lib/graph/collapse';
import { isInView } from '../../lib/graph/isInView';
import { NODE_HEIGHT, NODE_WIDTH } from '../../lib/graph/layout';
import { isArrow, neighbourOf } from '../../lib/graph/navigate';
import { CallEdge } from './CallEdge';
import { ClosedGroupNode } from './ClosedGroupNode';
import { flowEdges, flowNodes } from './flowOf';
import { GroupNode } from './GroupNode';
import { Legend } from './Legend';
import { MeshNode } from './MeshNode';
import { useGraphLayout } from './useGraphLayout';

const NODE_TYPES = {
  mesh: MeshNode,
  closed: ClosedGroupNode,
  namespace: GroupNode,
};
const EDGE_TYPES = { call: CallEdge };

/** The graph: nothing moves while the same nodes are shown. */
export function GraphCanvas({
  graph,
  selected,
  onSelect,
  onToggle,
  height = 'max(420px, calc(100vh - 400px))',
  legend = true,
}: {
  graph: CollapsedGraph;
  selected: string;
  onSelect: (id: string) => void;
  /** Opens and closes a namespace; needed when some are closed. */
  onToggle?: (namespace: string) => void;
  height?: number | string;
  legend?: boolean;
}) {
  const { mode } = useTheme().palette;
  const [hovered, setHovered] = useState<string>();
  const flow = useRef<ReactFlowInstance>();
  const canvas = useRef<HTMLDivElement>(null);
  const layout = useGraphLayout(graph);
  const nodes = useMemo(
    () => flowNodes(graph, layout, selected, onToggle),
    [graph, layout, selected, onToggle],
  );
  const edges = useMemo(
    () => flowEdges(graph, selected, hovered),
    [graph, selected, hovered],
  );
  useEffect(() => {
    flow.current?.fitView();
  }, [layout]);

  const moveTo = (id: string) => {
    const place = layout.places.get(id)!;
    const viewport = flow.current?.getViewport();
    const size = canvas.current?.getBoundingClientRect();
    if (viewport && size && !isInView(place, viewport, size)) {
      flow.current?.setCenter(
        place.x + NODE_WIDTH / 2,
        place.y + NODE_HEIGHT / 2,
        { zoom: viewport.zoom },
      );
    }
    document.getElementById(`mesh-node-${id}`)?.focus({ preventScroll: true });
    onSelect(id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      onSelect('');
    } else if (isArrow(event.key)) {
      const next = neighbourOf(layout.places, selected || undefined, event.key);
      if (next) {
        event.preventDefault();
        moveTo(next);
      }
    }
  };
  return (
    <Box
      ref={canvas}
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
        onInit={instance => {
          flow.current = instance;
        }}
        onNodeClick={(_, { id, type }) => type === 'mesh' && onSelect(id)}
        onEdgeClick={(_, { id }) => onSelect(id)}
        onEdgeMouseEnter={(_, { id }) => setHovered(id)}
        onEdgeMouseLeave={() => setHovered(undefined)}
        onPaneClick={() => onSelect('')}
      >
        <Background />
        <Controls showInteractive={false} />
      </ReactFlow>
      {legend && <Legend />}
    </Box>
  );
}
