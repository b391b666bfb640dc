import Box from '@mui/material/Box';
import { problemId } from '../components/ChangeForm/fields/describedBy';
import { NamePicker } from '../components/NamePicker';
import { StatusMark } from '../components/StatusMark';
import { FieldFrame } from './FieldFrame';
import { formOf, textAt, textsAt } from './formValues';
import { namesIn } from './namesIn';
import { OtherProperties } from './OtherProperties';
import { environmentField, type PairOptions } from './options';
import { readPair, writePair, type Pair, type PairKey } from './pairs';
import { useChoices } from './useChoices';
import type { FieldProps } from './FieldProps';

const LABELS: Record<PairKey, string> = {
  service: 'Service',
  serviceAccount: 'Service account',
};

const SIDE_BY_SIDE = {
  display: 'grid',
  gap: 2,
  gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 200px), 1fr))',
};

function noteOf(
  environment: string,
  { namespace, name }: Pair,
  names: readonly string[] | undefined,
  { key, allowUnknown }: { key: PairKey; allowUnknown: boolean },
): string | undefined {
  const label = LABELS[key].toLowerCase();
  if (!environment) {
    return 'Choose the environment first.';
  }
  if (!names || !namespace) {
    return undefined;
  }
  if (name && !names.includes(name)) {
    return allowUnknown
      ? `Namespace ${namespace} has no ${label} ${name} yet.`
      : undefined;
  }
  return names.length === 0
    ? `Namespace ${namespace} has no ${label}.`
    : undefined;
}

/** A namespace and a name in it, with what the environment has. */
export function PairField({
  pairKey,
  ...props
}: FieldProps<PairOptions> & { pairKey: PairKey }) {
  const { formData, onChange, schema, uiSchema, idSchema, name } = props;
  const { required, disabled, rawErrors, errorSchema, formContext } = props;
  const options = uiSchema['ui:options'] ?? {};
  const isText = schema.type === 'string';
  const pair = readPair(formData, pairKey);
  const environment = textAt(formOf(formContext), environmentField(options));
  const { data, error, isPending, retry } = useChoices(environment, {
    namespace: pair.namespace,
  });
  const names = data && namesIn(data, pair.namespace, pairKey);
  const write = (next: Partial<Pair>) =>
    onChange(writePair({ ...pair, ...next }, pairKey, formData, isText));
  const { $id: id } = idSchema;
  const problems = (part: string) => textsAt(errorSchema, `${part}.__errors`);
  const wrong = [...problems('namespace'), ...problems(pairKey)];
  const describedBy = `${problemId(id)} ${id}__description`;
  return (
    <FieldFrame
      id={id}
      title={schema.title ?? name}
      required={required}
      description={schema.description}
      note={
        wrong.length > 0
          ? undefined
          : noteOf(environment, pair, names, {
              key: pairKey,
              allowUnknown: options.allowUnknown ?? false,
            })
      }
      error={error}
      onRetry={retry}
    >
      <Box sx={SIDE_BY_SIDE}>
        <NamePicker
          id={`${id}_namespace`}
          label="Namespace"
          name={pair.namespace}
          choices={data?.namespace ?? []}
          isLoading={isPending}
          isWrong={problems('namespace').length > 0}
          required={required}
          disabled={disabled}
          describedBy={describedBy}
          onName={namespace => write({ namespace })}
        />
        <NamePicker
          id={`${id}_${pairKey}`}
          label={LABELS[pairKey]}
          name={pair.name}
          choices={names ?? []}
          isLoading={isPending}
          isWrong={problems(pairKey).length > 0 || Boolean(rawErrors?.length)}
          required={required}
          disabled={disabled}
          describedBy={describedBy}
          onName={next => write({ name: next })}
        />
      </Box>
      <Box id={problemId(id)} aria-live="polite">
        {wrong.map(problem => (
          <div key={problem}>
            <StatusMark tone="bad" label={problem} />
          </div>
        ))}
      </Box>
      {!isText && (
        <OtherProperties {...props} without={['namespace', pairKey]} />
      )}
    </FieldFrame>
  );
}
