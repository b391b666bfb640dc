import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import { hatching } from '../../lib/tones';

/** What of the effect is not known and why, to be acknowledged before the change is proposed. */
export function UnknownEffect({
  reasons,
  acknowledged = false,
  onAcknowledged,
}: {
  reasons: readonly string[];
  acknowledged?: boolean;
  onAcknowledged?: (acknowledged: boolean) => void;
}) {
  return (
    <Box
      component="section"
      aria-label="Not known"
      sx={{
        p: 1,
        mb: 2,
        border: 1,
        borderColor: 'divider',
        backgroundImage: hatching,
      }}
    >
      <Box sx={{ bgcolor: 'background.paper', p: 1 }}>
        <strong>The effect is not known in part.</strong>
        <Box component="ul" sx={{ pl: 2.5, my: 0.5 }}>
          {reasons.map(reason => (
            <li key={reason}>{reason}</li>
          ))}
        </Box>
        {onAcknowledged && (
          <FormControlLabel
            control={
              <Checkbox
                checked={acknowledged}
                onChange={(_, checked) => onAcknowledged(checked)}
              />
            }
            label="I have seen what is not known"
          />
        )}
      </Box>
    </Box>
  );
}
