import Box from '@mui/material/Box';
import type { Node, NodeProps } from '@xyflow/react';

/** The rectangle of a namespace. */
export function GroupNode({
  data,
}: NodeProps<Node<{ namespace: string }, 'namespace'>>) {
  return (
    <Box
      sx={{
        width: '100%',
        height: '100%',
        borderRadius: 3,
        border: '1px dashed',
        borderColor: 'divider',
        bgcolor: 'action.hover',
        px: 1.5,
        py: 0.5,
        fontSize: 13,
        color: 'text.primary',
        pointerEvents: 'none',
      }}
    >
      {data.namespace}
    </Box>
  );
}
