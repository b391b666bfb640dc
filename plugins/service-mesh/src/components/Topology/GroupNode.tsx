import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import type { Node, NodeProps } from '@xyflow/react';
import { RiSubtractLine } from '@remixicon/react';

/** The rectangle of a namespace; its title closes it where that is possible. */
export function GroupNode({
  data: { namespace, onToggle },
}: NodeProps<
  Node<
    { namespace: string; onToggle?: (namespace: string) => void },
    'namespace'
  >
>) {
  return (
    <Box
      sx={{
        width: '100%',
        height: '100%',
        borderRadius: 3,
        border: '1px dashed',
        borderColor: 'divider',
        bgcolor: 'action.hover',
        px: 1,
        py: 0.5,
        fontSize: 13,
        color: 'text.primary',
        pointerEvents: 'none',
      }}
    >
      {onToggle ? (
        <ButtonBase
          aria-expanded
          onClick={() => onToggle(namespace)}
          sx={{
            pointerEvents: 'all',
            gap: 0.5,
            px: 0.5,
            borderRadius: 1,
            fontSize: 'inherit',
            '&:hover': { bgcolor: 'action.hover' },
            '&:focus-visible': { outline: '3px solid' },
          }}
        >
          <RiSubtractLine size={14} aria-hidden />
          {namespace}
        </ButtonBase>
      ) : (
        namespace
      )}
    </Box>
  );
}
