import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import type { Theme } from '@mui/material/styles';
import {
  RiCheckboxCircleFill,
  RiCircleLine,
  RiCloseCircleFill,
  RiRecordCircleLine,
} from '@remixicon/react';
import type { ChangeStage } from '@ecotrack/backstage-plugin-service-mesh-common';
import { toneColor, type Tone } from '../../lib/tones';
import { Age } from '../Age';
import { PersonLink } from '../Changes';
import { Panel } from '../Panel';

const STATES: Record<
  ChangeStage['state'],
  { Shape: typeof RiCircleLine; tone?: Tone; word: string }
> = {
  done: { Shape: RiCheckboxCircleFill, tone: 'good', word: 'done' },
  current: { Shape: RiRecordCircleLine, word: 'now' },
  waiting: { Shape: RiCircleLine, tone: 'quiet', word: 'to come' },
  failed: { Shape: RiCloseCircleFill, tone: 'bad', word: 'failed' },
};

function Stage({ stage }: { stage: ChangeStage }) {
  const { name, state, says, at, by, url } = stage;
  const { Shape, tone, word } = STATES[state];
  const color = (theme: Theme) =>
    tone ? toneColor(theme, tone) : theme.palette.text.primary;
  return (
    <Box
      component="li"
      aria-current={state === 'current' ? 'step' : undefined}
      sx={{
        flex: 1,
        minWidth: 150,
        borderTop: 3,
        pt: 1,
        borderColor: color,
      }}
    >
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 0.5,
          fontWeight: state === 'waiting' ? 400 : 600,
          color,
        }}
      >
        <Shape size={18} aria-hidden />
        {url ? <Link to={url}>{name}</Link> : name} · {word}
      </Box>
      <Box>{says}</Box>
      <Box sx={{ color: 'text.secondary' }}>
        {by && <PersonLink name={by} />}
        {by && at && ', '}
        {at && <Age time={at} />}
      </Box>
    </Box>
  );
}

/** The way of a change from the pull request to the cluster, and what it waits for now. */
export function Timeline({ stages }: { stages: readonly ChangeStage[] }) {
  return (
    <Panel title="From the pull request to the cluster">
      <Box
        component="ol"
        aria-label="Stages"
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          gap: 2,
          listStyle: 'none',
          p: 0,
          m: 0,
        }}
      >
        {stages.map(stage => (
          <Stage key={stage.name} stage={stage} />
        ))}
      </Box>
    </Panel>
  );
}
