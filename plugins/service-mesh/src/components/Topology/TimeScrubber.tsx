import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Slider from '@mui/material/Slider';

const SPAN = 6 * 60;

const minutesAgo = (at: string) =>
  Math.max(0, Math.round((Date.now() - Date.parse(at)) / 60_000)) || 0;

function inWords(minutes: number): string {
  return minutes === 0
    ? 'now'
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min ago`;
}

/** Looks back up to six hours: telemetry of then, configuration of now. */
export function TimeScrubber({
  at,
  onAt,
}: {
  /** RFC 3339; empty for now. */
  at: string;
  onAt: (at: string) => void;
}) {
  const [moving, setMoving] = useState<number>();
  const minutes = moving ?? minutesAgo(at);
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 3, px: 2 }}>
      <Box sx={{ whiteSpace: 'nowrap' }}>6 h ago</Box>
      <Slider
        aria-label="Time of the telemetry"
        min={-SPAN}
        max={0}
        step={5}
        value={-Math.min(SPAN, minutes)}
        getAriaValueText={value => inWords(-value)}
        onChange={(_, value) => setMoving(-Number(value))}
        onChangeCommitted={(_, value) => {
          setMoving(undefined);
          onAt(
            Number(value) === 0
              ? ''
              : new Date(Date.now() + Number(value) * 60_000).toISOString(),
          );
        }}
      />
      <Box sx={{ minWidth: 120 }} title={at && new Date(at).toLocaleString()}>
        {inWords(minutes)}
      </Box>
      {at && (
        <>
          <span>Traffic is of then, configuration is of now.</span>
          <Button size="small" onClick={() => onAt('')}>
            Back to now
          </Button>
        </>
      )}
    </Box>
  );
}
