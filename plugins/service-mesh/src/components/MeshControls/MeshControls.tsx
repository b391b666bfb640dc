import { useEffect, useRef, useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormControl from '@mui/material/FormControl';
import InputLabel from '@mui/material/InputLabel';
import NativeSelect from '@mui/material/NativeSelect';
import { RiPauseLine, RiPlayLine } from '@remixicon/react';
import type { Environment } from '@ecotrack/backstage-plugin-service-mesh-common';
import { formatDuration } from '../../lib/format';
import { healthTone } from '../../lib/tones';
import { StatusMark } from '../StatusMark';
import { ShortcutHelp } from './ShortcutHelp';
import { useShortcuts } from './useShortcuts';
import { WindowSelect } from './WindowSelect';

const WORDS = {
  failing: 'in trouble',
  degraded: 'needs a look',
  ok: 'fine',
  idle: 'idle',
  unknown: 'unknown',
};

function describe({ title, readable, status, attention }: Environment) {
  if (!readable) {
    return `${title}: not allowed`;
  }
  return attention > 0
    ? `${title}: ${WORDS[status]} (${attention})`
    : `${title}: ${WORDS[status]}`;
}

function UpdatedAgo({ at, paused }: { at?: Date; paused: boolean }) {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick(count => count + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  const age = at && formatDuration(Date.now() - at.getTime());
  return (
    <span>
      {paused ? 'paused' : 'live'}
      {age && ` · updated ${age} ago`}
    </span>
  );
}

/** Environment, time window, live or paused. */
export function MeshControls({
  environments,
  environment,
  onEnvironment,
  window,
  onWindow,
  paused,
  onPaused,
  answeredAt,
}: {
  environments: readonly Environment[];
  environment: string;
  onEnvironment: (name: string) => void;
  window: string;
  onWindow: (window: string) => void;
  paused: boolean;
  onPaused: (paused: boolean) => void;
  /** Time of the newest answer on the page. */
  answeredAt?: Date;
}) {
  const [help, setHelp] = useState(false);
  const environmentSelect = useRef<HTMLSelectElement>(null);
  const windowSelect = useRef<HTMLSelectElement>(null);
  useShortcuts({
    e: () => environmentSelect.current?.focus(),
    t: () => windowSelect.current?.focus(),
    '?': () => setHelp(true),
  });
  const meshes = [...new Set(environments.map(({ mesh }) => mesh))];
  const current = environments.find(({ name }) => name === environment);
  return (
    <Box
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        gap: 3,
        alignItems: 'flex-end',
        mb: 2,
      }}
    >
      <FormControl>
        <InputLabel variant="standard" htmlFor="mesh-environment">
          Environment
        </InputLabel>
        <NativeSelect
          inputRef={environmentSelect}
          inputProps={{ id: 'mesh-environment' }}
          value={environment}
          onChange={event => onEnvironment(event.target.value)}
        >
          {meshes.map(mesh => (
            <optgroup key={mesh} label={mesh}>
              {environments
                .filter(candidate => candidate.mesh === mesh)
                .map(candidate => (
                  <option
                    key={candidate.name}
                    value={candidate.name}
                    disabled={!candidate.readable}
                    title={candidate.denied}
                  >
                    {describe(candidate)}
                  </option>
                ))}
            </optgroup>
          ))}
        </NativeSelect>
      </FormControl>
      <WindowSelect ref={windowSelect} window={window} onWindow={onWindow} />
      {current?.readable && (
        <StatusMark
          tone={healthTone[current.status]}
          label={WORDS[current.status]}
        />
      )}
      <Box sx={{ flexGrow: 1 }} />
      <Box
        sx={{ display: 'flex', alignItems: 'center', gap: 1, minHeight: 32 }}
      >
        <UpdatedAgo at={answeredAt} paused={paused} />
        <Button
          size="small"
          variant="outlined"
          onClick={() => onPaused(!paused)}
          startIcon={
            paused ? (
              <RiPlayLine size={16} aria-hidden />
            ) : (
              <RiPauseLine size={16} aria-hidden />
            )
          }
        >
          {paused ? 'Resume' : 'Pause'}
        </Button>
        <Button size="small" onClick={() => setHelp(true)}>
          Keys
        </Button>
      </Box>
      <ShortcutHelp open={help} onClose={() => setHelp(false)} />
    </Box>
  );
}
