import { NamePicker } from '../../NamePicker';
import { describedBy } from './describedBy';
import type { WidgetProps } from './types';

/** A parameter that names something in the mesh. */
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
  return (
    <NamePicker
      id={id}
      label={label}
      hideLabel={hideLabel}
      name={
        typeof value === 'string' || typeof value === 'number' ? `${value}` : ''
      }
      choices={choices}
      required={required}
      disabled={disabled}
      isWrong={formContext?.problems.has(id)}
      describedBy={describedBy(id)}
      onName={name => onChange(name || undefined)}
    />
  );
}
