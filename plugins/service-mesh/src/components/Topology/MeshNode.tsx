import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { useTheme } from '@mui/material/styles';
import { Handle, Position, type Node, type NodeProps } from '@xyflow/react';
import {
  RiCloudLine,
  RiDatabase2Line,
  RiDoorOpenLine,
  RiLoginCircleLine,
  RiQuestionLine,
  RiServerLine,
  RiTerminalBoxLine,
} from '@remixicon/react';
import type { TopologyNode } from '@ecotrack/backstage-plugin-service-mesh-common';
import { healthTone, toneColor } from '../../lib/tones';
import { BADGE_WORDS, QUIET_BADGES } from './badges';
import { trafficInWords } from './trafficInWords';
import { versionsInWords } from './versionsInWords';

/** What React Flow hands to a node. */
export type MeshFlowNode = Node<
  { node: TopologyNode; selected: boolean },
  'mesh'
>;

const ICONS = {
  service: RiServerLine,
  workload: RiTerminalBoxLine,
  gateway: RiDoorOpenLine,
  edge: RiLoginCircleLine,
  datastore: RiDatabase2Line,
  external: RiCloudLine,
  unknown: RiQuestionLine,
};

const ONLY_SPOKEN = {
  position: 'absolute',
  width: '1px',
  height: '1px',
  overflow: 'hidden',
  clipPath: 'inset(50%)',
} as const;

function HealthRing({ node }: { node: TopologyNode }) {
  const theme = useTheme();
  const Icon = ICONS[node.kind];
  const around = 2 * Math.PI * 16;
  const failed = Math.min(1, node.errorShare ?? 0);
  return (
    <Box sx={{ position: 'relative', width: 38, height: 38, flexShrink: 0 }}>
      <svg width={38} height={38} aria-hidden>
        <circle
          cx={19}
          cy={19}
          r={16}
          fill="none"
          strokeWidth={3}
          stroke={toneColor(theme, healthTone[node.health])}
          strokeDasharray={node.health === 'unknown' ? '3 3' : undefined}
          opacity={0.55}
        />
        <circle
          cx={19}
          cy={19}
          r={16}
          fill="none"
          strokeWidth={4}
          stroke={toneColor(theme, 'bad')}
          strokeDasharray={`${failed * around} ${around}`}
          transform="rotate(-90 19 19)"
        />
      </svg>
      <Icon
        size={18}
        aria-hidden
        style={{ position: 'absolute', left: 10, top: 10 }}
      />
    </Box>
  );
}

/** A service, workload, gateway, store or host of the graph. */
export function MeshNode({
  data: { node, selected },
}: NodeProps<MeshFlowNode>) {
  const inTrouble = node.health === 'failing' || node.health === 'degraded';
  const notes = [
    ...(inTrouble ? [node.health] : []),
    ...(node.versions.length > 1 ? versionsInWords(node) : []),
    ...node.badges
      .filter(badge => !QUIET_BADGES.has(badge))
      .map(badge => BADGE_WORDS[badge]),
  ];
  return (
    <>
      <Handle type="target" position={Position.Left} style={{ opacity: 0 }} />
      <ButtonBase
        id={`mesh-node-${node.id}`}
        aria-pressed={selected}
        sx={{
          width: '100%',
          height: '100%',
          justifyContent: 'flex-start',
          textAlign: 'left',
          gap: 1,
          p: 1,
          borderRadius: 1.5,
          border: 2,
          borderColor: theme =>
            selected
              ? theme.palette.primary.main
              : inTrouble
              ? toneColor(theme, healthTone[node.health])
              : theme.palette.divider,
          bgcolor: 'background.default',
          color: 'text.primary',
          '&:focus-visible': { outline: '3px solid', outlineOffset: 2 },
        }}
      >
        <HealthRing node={node} />
        <Box sx={{ minWidth: 0, fontSize: 12, lineHeight: 1.35 }}>
          <Box
            sx={{
              fontWeight: 700,
              fontSize: 13,
              overflow: 'hidden',
              textOverflow: 'ellipsis',
              whiteSpace: 'nowrap',
            }}
          >
            {node.name}
          </Box>
          <Box sx={{ fontVariantNumeric: 'tabular-nums' }}>
            {trafficInWords(node)}
          </Box>
          <Box component="span" sx={ONLY_SPOKEN}>
            {node.health}
          </Box>
          <Box
            sx={{
              overflow: 'hidden',
              textOverflow: 'ellipsis',
              whiteSpace: 'nowrap',
            }}
          >
            {notes.join(' · ')}
          </Box>
        </Box>
      </ButtonBase>
      <Handle type="source" position={Position.Right} style={{ opacity: 0 }} />
    </>
  );
}
