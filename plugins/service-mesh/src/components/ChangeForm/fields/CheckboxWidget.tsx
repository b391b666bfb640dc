import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import { describedBy } from './describedBy';
import type { WidgetProps } from './types';

/** Yes or no. */
export function CheckboxWidget({
  id,
  value,
  label,
  disabled,
  onChange,
}: WidgetProps) {
  return (
    <FormControlLabel
      control={
        <Checkbox
          id={id}
          checked={value === true}
          disabled={disabled}
          onChange={(_, checked) => onChange(checked)}
          inputProps={{ 'aria-describedby': describedBy(id) }}
        />
      }
      label={label}
    />
  );
}
