import { isMap } from '../components/ChangeForm/isMap';
import type { FieldProps } from './FieldProps';

/** The properties of an object that a field does not draw by itself, as the stock form draws them. */
export function OtherProperties<TOptions>({
  without,
  schema,
  uiSchema,
  ...props
}: FieldProps<TOptions> & {
  without: readonly string[];
}) {
  const { ObjectField } = props.registry.fields;
  const properties = Object.fromEntries(
    Object.entries(schema.properties ?? {}).filter(
      ([name]) => !without.includes(name),
    ),
  );
  const { onChange, formData } = props;
  if (Object.keys(properties).length === 0) {
    return null;
  }
  return (
    <ObjectField
      {...props}
      formData={isMap(formData) ? formData : {}}
      schema={{
        type: 'object',
        properties,
        required: schema.required?.filter(name => !without.includes(name)),
      }}
      uiSchema={{ ...uiSchema, 'ui:field': undefined, 'ui:title': ' ' }}
      onChange={onChange}
    />
  );
}
