import { formOf, textAt, valueAt } from './formValues';
import { environmentField, serviceField, type VersionOptions } from './options';
import { readPair } from './pairs';
import { useChoices } from './useChoices';

/** The versions of the service that the form holds, and why there are none. */
export function useVersions(
  formContext: unknown,
  options: VersionOptions | undefined,
) {
  const form = formOf(formContext);
  const environment = textAt(form, environmentField(options));
  const { namespace, name } = readPair(
    valueAt(form, serviceField(options)),
    'service',
  );
  const isChosen = environment !== '' && namespace !== '' && name !== '';
  const answer = useChoices(isChosen ? environment : '', {
    namespace,
    service: name,
  });
  const { data, error, isPending, retry } = answer;
  const isThere = data?.service?.includes(name) ?? false;
  const versions = isThere ? data?.version ?? [] : [];
  const noneOf = isThere
    ? `No version of ${name} runs.`
    : `Namespace ${namespace} has no service ${name}.`;
  const note = isChosen
    ? data && !isPending && versions.length === 0
      ? noneOf
      : undefined
    : 'Choose the environment and the service first.';
  return { versions, note, error, isPending, retry };
}
