import { useId } from 'react';
import FormControl from '@mui/material/FormControl';
import InputLabel from '@mui/material/InputLabel';
import NativeSelect from '@mui/material/NativeSelect';

/** One of a few values, or none of them. */
export function ChoiceField({
  label,
  value,
  choices,
  nameOf = choice => choice,
  none = 'all',
  onChoice,
}: {
  label: string;
  /** Empty for none. */
  value: string;
  choices: readonly string[];
  nameOf?: (choice: string) => string;
  /** What the empty value is called. */
  none?: string;
  onChoice: (value: string) => void;
}) {
  const id = useId();
  return (
    <FormControl>
      <InputLabel variant="standard" htmlFor={id} shrink>
        {label}
      </InputLabel>
      <NativeSelect
        inputProps={{ id }}
        value={value}
        onChange={event => onChoice(event.target.value)}
      >
        <option value="">{none}</option>
        {choices.map(choice => (
          <option key={choice} value={choice}>
            {nameOf(choice)}
          </option>
        ))}
      </NativeSelect>
    </FormControl>
  );
}
