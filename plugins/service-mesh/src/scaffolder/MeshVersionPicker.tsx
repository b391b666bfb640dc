import { helpId } from '../components/ChangeForm/fields/describedBy';
import { NamePicker } from '../components/NamePicker';
import { FieldFrame } from './FieldFrame';
import type { VersionOptions } from './options';
import { useVersions } from './useVersions';
import type { FieldProps } from './FieldProps';

/** A version of the chosen service. */
export function MeshVersionPicker({
  formData,
  onChange,
  schema,
  uiSchema,
  idSchema,
  name,
  required,
  disabled,
  rawErrors,
  formContext,
}: FieldProps<VersionOptions>) {
  const { versions, note, error, isPending, retry } = useVersions(
    formContext,
    uiSchema['ui:options'],
  );
  const { $id: id } = idSchema;
  return (
    <FieldFrame
      id={id}
      description={schema.description}
      note={note}
      error={error}
      onRetry={retry}
    >
      <NamePicker
        id={id}
        label={schema.title ?? name}
        name={typeof formData === 'string' ? formData : ''}
        choices={versions}
        isLoading={isPending}
        isWrong={Boolean(rawErrors?.length)}
        required={required}
        disabled={disabled}
        describedBy={helpId(id)}
        onName={next => onChange(next || undefined)}
      />
    </FieldFrame>
  );
}
