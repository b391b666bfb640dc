import { PickerInput } from './PickerInput';
import { TextInput } from './TextInput';
import type { WidgetProps } from './types';

/** Text or a number; where it stands for something of the mesh, what exists is offered. */
export function TextWidget(props: WidgetProps) {
  const picker: unknown = props.schema['x-picker'];
  return typeof picker === 'string' ? (
    <PickerInput
      {...props}
      choices={props.formContext?.choices[picker] ?? []}
    />
  ) : (
    <TextInput {...props} />
  );
}
