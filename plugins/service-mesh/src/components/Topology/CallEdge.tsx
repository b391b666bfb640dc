import Box from '@mui/material/Box';
import { useTheme } from '@mui/material/styles';
import {
  BaseEdge,
  EdgeLabelRenderer,
  getBezierPath,
  type Edge,
  type EdgeProps,
} from '@xyflow/react';
import { RiLockLine, RiLockUnlockLine, RiQuestionLine } from '@remixicon/react';
import type { TopologyEdge } from '@ecotrack/backstage-plugin-service-mesh-common';
import { formatShare } from '../../lib/format';
import { toneColor, type Tone } from '../../lib/tones';

const FAILING = 0.05;
const DEGRADED = 0.01;

const LOCKS = {
  mtls: { Icon: RiLockLine, tone: 'good', label: 'encrypted' },
  plaintext: { Icon: RiLockUnlockLine, tone: 'bad', label: 'plaintext' },
  mixed: { Icon: RiLockUnlockLine, tone: 'warning', label: 'partly plaintext' },
  unknown: {
    Icon: RiQuestionLine,
    tone: 'unknown',
    label: 'encryption unknown',
  },
} as const;

function toneOf({ errorShare }: TopologyEdge): Tone {
  if ((errorShare ?? 0) >= FAILING) {
    return 'bad';
  }
  return (errorShare ?? 0) >= DEGRADED ? 'warning' : 'quiet';
}

/** A call: width by rate, colour by errors, dashes for TCP, a lock where looked at or not closed. */
export function CallEdge(
  props: EdgeProps<
    Edge<{ edge: TopologyEdge; selected: boolean; hovered: boolean }, 'call'>
  >,
) {
  const { id, data, style } = props;
  const theme = useTheme();
  const [path, x, y] = getBezierPath(props);
  if (!data) {
    return null;
  }
  const { edge, selected, hovered } = data;
  const tone = toneOf(edge);
  const { Icon, tone: lockTone, label } = LOCKS[edge.encryption.state];
  const { state } = edge.encryption;
  const isLooked = selected || hovered;
  const isMarked = isLooked || tone !== 'quiet' || state !== 'mtls';
  return (
    <>
      <BaseEdge
        id={id}
        path={path}
        interactionWidth={16}
        style={{
          ...style,
          stroke: selected
            ? theme.palette.primary.main
            : toneColor(theme, tone),
          strokeDasharray: edge.protocol === 'tcp' ? '6 5' : undefined,
          opacity: tone === 'quiet' && !isLooked ? 0.5 : 1,
        }}
      />
      {isMarked && (
        <EdgeLabelRenderer>
          <Box
            sx={{
              position: 'absolute',
              transform: `translate(-50%, -50%) translate(${x}px, ${y}px)`,
              display: 'flex',
              alignItems: 'center',
              gap: 0.5,
              px: 0.75,
              fontSize: 11,
              borderRadius: 1,
              border: 1,
              borderColor: 'divider',
              bgcolor: 'background.paper',
              color: toneColor(theme, lockTone),
              pointerEvents: 'none',
            }}
          >
            <Icon size={12} aria-hidden />
            {(isLooked || state === 'plaintext' || state === 'mixed') && label}
            {tone !== 'quiet' && (
              <Box component="span" sx={{ color: toneColor(theme, tone) }}>
                {formatShare(edge.errorShare)} errors
              </Box>
            )}
          </Box>
        </EdgeLabelRenderer>
      )}
    </>
  );
}
