import Stack from '@mui/material/Stack';
import { helpId } from '../components/ChangeForm/fields/describedBy';
import { WeightSum } from '../components/ChangeForm/fields/WeightSum';
import { FieldFrame } from './FieldFrame';
import type { VersionOptions } from './options';
import { useVersions } from './useVersions';
import { WeightInput } from './WeightInput';
import { readWeights, writeWeight } from './weights';
import type { FieldProps } from './FieldProps';

/** Weights of all versions of the chosen service; they must add up to 100. */
function WeightsOfVersions({
  formData,
  onChange,
  schema,
  uiSchema,
  idSchema,
  name,
  required,
  disabled,
  formContext,
}: FieldProps<VersionOptions>) {
  const { versions, note, error, retry } = useVersions(
    formContext,
    uiSchema['ui:options'],
  );
  const weights = readWeights(formData, versions);
  const { $id: id } = idSchema;
  return (
    <FieldFrame
      id={id}
      title={schema.title ?? name}
      required={required}
      description={schema.description}
      note={note}
      error={error}
      onRetry={retry}
    >
      <Stack spacing={1.5}>
        {weights.map(({ version, weight }, index) => (
          <WeightInput
            key={version}
            id={`${id}_${index}_weight`}
            label={version}
            weight={weight}
            minimum={0}
            maximum={100}
            disabled={disabled}
            onWeight={next => onChange(writeWeight(weights, version, next))}
          />
        ))}
        <WeightSum schema={schema} entries={weights} />
      </Stack>
    </FieldFrame>
  );
}

/** The share of one version. */
function Share({
  formData,
  onChange,
  schema,
  idSchema,
  name,
  required,
  disabled,
  rawErrors,
}: FieldProps<VersionOptions>) {
  const { $id: id } = idSchema;
  return (
    <FieldFrame id={id} description={schema.description} onRetry={() => {}}>
      <WeightInput
        id={id}
        label={schema.title ?? name}
        weight={typeof formData === 'number' ? formData : undefined}
        minimum={schema.minimum ?? 0}
        maximum={schema.maximum ?? 100}
        required={required}
        disabled={disabled}
        isWrong={Boolean(rawErrors?.length)}
        describedBy={helpId(id)}
        onWeight={onChange}
      />
    </FieldFrame>
  );
}

/** Where the requests go, in percent: the share of one version, or the weights of all, as the schema asks for. */
export function MeshWeights(props: FieldProps<VersionOptions>) {
  return props.schema.type === 'array' ? (
    <WeightsOfVersions {...props} />
  ) : (
    <Share {...props} />
  );
}
