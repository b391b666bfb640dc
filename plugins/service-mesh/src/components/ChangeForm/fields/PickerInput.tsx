import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { describedBy } from './describedBy';
import type { WidgetProps } from './types';

/** A name of something in the mesh: what exists is offered, anything may be typed. */
export function PickerInput({
  id,
  label,
  hideLabel,
  value,
  required,
  disabled,
  formContext,
  choices,
  onChange,
}: WidgetProps & { choices: readonly string[] }) {
  const text =
    typeof value === 'string' || typeof value === 'number' ? `${value}` : '';
  return (
    <Autocomplete
      id={id}
      freeSolo
      fullWidth
      size="small"
      options={choices}
      disabled={disabled}
      value={text || null}
      inputValue={text}
      onInputChange={(_, next) => next !== text && onChange(next || undefined)}
      renderInput={params => (
        <TextField
          {...params}
          label={hideLabel ? undefined : label}
          required={required}
          error={formContext?.problems.has(id)}
          inputProps={{
            ...params.inputProps,
            'aria-describedby': describedBy(id),
            ...(hideLabel && { 'aria-label': label }),
          }}
        />
      )}
    />
  );
}
