import TextField from '@mui/material/TextField';
import { getInputProps } from '@rjsf/utils';
import { describedBy, problemId } from './describedBy';
import type { InputProps } from './types';

/** Text or a number. */
export function TextInput({
  id,
  label,
  hideLabel,
  value,
  required,
  disabled,
  type,
  options,
  schema,
  formContext,
  placeholder,
  onChange,
  onChangeOverride,
}: InputProps) {
  const { type: inputType, ...limits } = getInputProps(schema, type, options);
  const [example] = Array.isArray(schema.examples) ? schema.examples : [];
  return (
    <TextField
      id={id}
      fullWidth
      size="small"
      type={inputType}
      label={hideLabel ? undefined : label}
      required={required}
      disabled={disabled}
      placeholder={
        placeholder ||
        (example === undefined ? undefined : `such as ${example}`)
      }
      value={value ?? ''}
      error={formContext?.problems.has(id)}
      inputProps={{
        ...limits,
        'aria-describedby': describedBy(id),
        'aria-errormessage': problemId(id),
        ...(hideLabel && { 'aria-label': label }),
      }}
      onChange={
        onChangeOverride ??
        (event =>
          onChange(
            event.target.value === '' ? options.emptyValue : event.target.value,
          ))
      }
    />
  );
}
