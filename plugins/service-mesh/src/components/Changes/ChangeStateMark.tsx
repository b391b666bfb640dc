import Box from '@mui/material/Box';
import type { Change } from '@ecotrack/backstage-plugin-service-mesh-common';
import { StatusMark } from '../StatusMark';
import { changeStates } from './changeStates';

/** State of a change, and whether it should have been reverted by now. */
export function ChangeStateMark({
  change: { state, problem, overdue },
}: {
  change: Pick<Change, 'state' | 'problem' | 'overdue'>;
}) {
  const { label, tone } = changeStates[state];
  return (
    <Box component="span" sx={{ display: 'inline-flex', gap: 1 }}>
      <StatusMark tone={problem ? 'warning' : tone} label={label} />
      {overdue && <StatusMark tone="bad" label="overdue" />}
    </Box>
  );
}
