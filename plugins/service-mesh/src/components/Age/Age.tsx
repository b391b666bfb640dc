import Tooltip from '@mui/material/Tooltip';
import { formatAge } from '../../lib/format';

/** An age, with the exact time on hover. */
export function Age({ time }: { time: string }) {
  return (
    <Tooltip title={new Date(time).toLocaleString()} describeChild>
      <time dateTime={time}>{formatAge(time, new Date())}</time>
    </Tooltip>
  );
}
