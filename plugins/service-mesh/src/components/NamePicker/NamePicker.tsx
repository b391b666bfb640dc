import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';

/** A name of something in the mesh: what exists is offered, anything may be typed. */
export function NamePicker({
  id,
  label,
  hideLabel,
  name,
  choices,
  required,
  disabled,
  isLoading,
  isWrong,
  describedBy,
  onName,
}: {
  id: string;
  label: string;
  hideLabel?: boolean;
  /** Empty for none. */
  name: string;
  choices: readonly string[];
  required?: boolean;
  disabled?: boolean;
  /** The choices are being read. */
  isLoading?: boolean;
  isWrong?: boolean;
  /** Ids of what is said about the field. */
  describedBy?: string;
  onName: (name: string) => void;
}) {
  return (
    <Autocomplete
      id={id}
      freeSolo
      fullWidth
      size="small"
      options={choices}
      disabled={disabled}
      loading={isLoading}
      value={name || null}
      inputValue={name}
      onInputChange={(_, next) => next !== name && onName(next)}
      renderInput={params => (
        <TextField
          {...params}
          label={hideLabel ? undefined : label}
          required={required}
          error={isWrong}
          inputProps={{
            ...params.inputProps,
            'aria-describedby': describedBy,
            ...(hideLabel && { 'aria-label': label }),
          }}
        />
      )}
    />
  );
}
