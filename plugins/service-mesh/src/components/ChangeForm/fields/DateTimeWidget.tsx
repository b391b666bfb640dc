import { DateTimeField } from '../DateTimeField';
import { describedBy } from './describedBy';
import type { WidgetProps } from './types';

/** A point in time. */
export function DateTimeWidget({
  id,
  label,
  value,
  required,
  onChange,
}: WidgetProps) {
  return (
    <DateTimeField
      id={id}
      label={label}
      value={typeof value === 'string' ? value : ''}
      required={required}
      describedBy={describedBy(id)}
      onTime={time => onChange(time || undefined)}
    />
  );
}
