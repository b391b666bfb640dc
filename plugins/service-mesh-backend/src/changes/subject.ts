import type { JsonObject } from '@backstage/types';
import type { ChangeRecord } from './types';

const textOf = (value: unknown) =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** The service that parameters name. */
export function serviceOf(
  parameters: JsonObject,
): { namespace: string; name: string } | undefined {
  const namespace = textOf(parameters.namespace);
  const name = textOf(parameters.service);
  return namespace && name ? { namespace, name } : undefined;
}

/** What a change is about, in a few words for a branch. */
export function subjectOf({
  parameters,
}: Pick<ChangeRecord, 'parameters'>): string {
  return ['namespace', 'service', 'workload', 'host', 'name']
    .flatMap(name => textOf(parameters[name]) ?? [])
    .slice(0, 2)
    .join('-');
}
