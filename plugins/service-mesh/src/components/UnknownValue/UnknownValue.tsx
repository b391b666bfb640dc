import Box from '@mui/material/Box';
import { hatching, toneColor } from '../../lib/tones';

/** A value that is not known, with the reason. */
export function UnknownValue({ reason }: { reason?: string }) {
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.75,
        color: theme => toneColor(theme, 'unknown'),
      }}
    >
      <Box
        component="span"
        aria-hidden
        sx={{
          width: 14,
          height: 14,
          borderRadius: 0.5,
          flexShrink: 0,
          border: '1px solid currentColor',
          backgroundImage: hatching,
        }}
      />
      {reason ? `unknown: ${reason}` : 'unknown'}
    </Box>
  );
}
