import Tooltip from '@mui/material/Tooltip';
import { formatAge } from '../../lib/format';

/** An age, with the exact time on hover and focus. */
export function Age({ time }: { time: string }) {
  return (
    <Tooltip title={new Date(time).toLocaleString()}>
      <time dateTime={time}>{formatAge(time, new Date())}</time>
    </Tooltip>
  );
}
