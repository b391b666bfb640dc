import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { RiCloseLine } from '@remixicon/react';
import type { Graph } from '../../lib/graph/filter';
import type { MeshView } from '../MeshScope';
import { EdgeFacts } from './EdgeFacts';
import { NodeFacts } from './NodeFacts';

/** Numbers, reasons and links of the selected node or edge. */
export function SelectionPanel({
  graph,
  selected,
  onSelect,
  view,
  isPast = false,
}: {
  graph: Graph;
  selected: string;
  onSelect: (id: string) => void;
  view: MeshView;
  /** The numbers are of a time gone by. */
  isPast?: boolean;
}) {
  const nodeOf = (id: string) => graph.nodes.find(node => node.id === id);
  const nameOf = (id: string) =>
    nodeOf(id)?.name ?? id.replace(/^namespace:/, '');
  const node = nodeOf(selected);
  const edge = graph.edges.find(({ id }) => id === selected);
  if (!node && !edge) {
    return null;
  }
  const title = node
    ? node.name
    : `${nameOf(edge!.source)} → ${nameOf(edge!.target)}`;
  return (
    <Paper
      component="aside"
      aria-label={`Selected: ${title}`}
      variant="outlined"
      sx={{ width: 320, flexShrink: 0, p: 2, maxHeight: 620, overflow: 'auto' }}
    >
      <Box sx={{ display: 'flex', justifyContent: 'space-between' }}>
        <Typography
          variant="h6"
          component="h2"
          sx={{ overflowWrap: 'anywhere' }}
        >
          {title}
        </Typography>
        <IconButton aria-label="Close the panel" onClick={() => onSelect('')}>
          <RiCloseLine aria-hidden />
        </IconButton>
      </Box>
      {node && <NodeFacts node={node} view={view} isPast={isPast} />}
      {edge && (
        <EdgeFacts
          edge={edge}
          source={nodeOf(edge.source)}
          view={view}
          isPast={isPast}
        />
      )}
    </Paper>
  );
}
