import type { ServiceMeshApi } from '../api/ServiceMeshApi';

/** By kind, what an environment has. */
export type Choices = Readonly<Record<string, readonly string[]>>;

/** A template of changes that every mesh has; what exists does not depend on it. */
const TEMPLATE = 'allow-caller';

/** Asks what exists in an environment, for the namespace and the service that are given. */
export async function askChoices(
  api: ServiceMeshApi,
  environment: string,
  given: { namespace?: string; service?: string },
  signal?: AbortSignal,
): Promise<Choices> {
  const { choices } = await api.changeForm(
    environment,
    {
      template: TEMPLATE,
      parameters: given,
      acknowledgeUnknown: false,
      draft: false,
      dryRun: true,
    },
    signal,
  );
  return choices;
}
