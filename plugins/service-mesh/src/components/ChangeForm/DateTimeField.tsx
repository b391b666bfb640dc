import TextField from '@mui/material/TextField';

const MINUTE = 60_000;

/** RFC 3339 as a date-time input of this browser's time zone writes it; empty for what is no time. */
function toLocal(time: string): string {
  const at = new Date(time);
  return Number.isNaN(at.getTime())
    ? ''
    : new Date(at.getTime() - at.getTimezoneOffset() * MINUTE)
        .toISOString()
        .slice(0, 16);
}

function fromLocal(text: string): string {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? '' : at.toISOString();
}

/** A point in time, entered in the time zone of the browser and kept as RFC 3339. */
export function DateTimeField({
  id,
  label,
  value,
  required,
  help,
  problem,
  describedBy,
  onTime,
}: {
  id?: string;
  label: string;
  /** Empty for none. */
  value: string;
  required?: boolean;
  help?: string;
  /** What is wrong with it; stands instead of the help. */
  problem?: string;
  describedBy?: string;
  onTime: (time: string) => void;
}) {
  return (
    <TextField
      id={id}
      fullWidth
      size="small"
      type="datetime-local"
      label={label}
      required={required}
      value={toLocal(value)}
      error={problem !== undefined}
      helperText={problem ?? help}
      InputLabelProps={{ shrink: true }}
      inputProps={describedBy ? { 'aria-describedby': describedBy } : undefined}
      onChange={event => onTime(fromLocal(event.target.value))}
    />
  );
}
