import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { Handle, Position, type Node, type NodeProps } from '@xyflow/react';
import { RiAddLine } from '@remixicon/react';
import type { ClosedGroup } from '../../lib/graph/collapse';
import { healthTone, toneColor } from '../../lib/tones';
import { StatusMark } from '../StatusMark';
import { trafficInWords } from './trafficInWords';

/** A namespace drawn as one node; pressing it opens it. */
export function ClosedGroupNode({
  data: { group, onToggle },
}: NodeProps<
  Node<{ group: ClosedGroup; onToggle: (namespace: string) => void }, 'closed'>
>) {
  const { id, namespace, count, health } = group;
  return (
    <>
      <Handle type="target" position={Position.Left} style={{ opacity: 0 }} />
      <ButtonBase
        id={`mesh-node-${id}`}
        aria-expanded={false}
        onClick={() => onToggle(namespace)}
        sx={{
          width: '100%',
          height: '100%',
          justifyContent: 'flex-start',
          textAlign: 'left',
          gap: 1,
          p: 1,
          fontSize: 12,
          lineHeight: 1.35,
          borderRadius: 3,
          border: '2px dashed',
          borderColor: theme => toneColor(theme, healthTone[health]),
          bgcolor: 'background.default',
          color: 'text.primary',
          '&:focus-visible': { outline: '3px solid', outlineOffset: 2 },
        }}
      >
        <RiAddLine size={18} aria-hidden />
        <Box sx={{ minWidth: 0 }}>
          <Box sx={{ fontWeight: 700, fontSize: 13 }}>
            {namespace} ({count})
          </Box>
          <Box sx={{ fontVariantNumeric: 'tabular-nums' }}>
            {trafficInWords(group)}
          </Box>
          <StatusMark tone={healthTone[health]} label={health} />
        </Box>
      </ButtonBase>
      <Handle type="source" position={Position.Right} style={{ opacity: 0 }} />
    </>
  );
}
