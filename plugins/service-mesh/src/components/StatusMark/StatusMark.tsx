import Box from '@mui/material/Box';
import {
  RiAlertFill,
  RiCheckboxCircleLine,
  RiCloseCircleFill,
  RiPauseCircleLine,
  RiQuestionLine,
} from '@remixicon/react';
import { toneColor, type Tone } from '../../lib/tones';

const SHAPES = {
  bad: RiCloseCircleFill,
  warning: RiAlertFill,
  good: RiCheckboxCircleLine,
  quiet: RiPauseCircleLine,
  unknown: RiQuestionLine,
};

/** A shape, a word and a colour; the shape and the word say the same without the colour. */
export function StatusMark({ tone, label }: { tone: Tone; label: string }) {
  const Shape = SHAPES[tone];
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.5,
        whiteSpace: 'nowrap',
        color: theme => toneColor(theme, tone),
        fontWeight: tone === 'bad' || tone === 'warning' ? 600 : 400,
      }}
    >
      <Shape size={16} aria-hidden />
      {label}
    </Box>
  );
}
