import { createHash } from 'node:crypto';
import type { JsonObject } from '@backstage/types';
import type { ChangeTemplate, ParameterSchema } from '@ecotrack/mesh-changes';

/** What a change is for; other parameters are values that may be proposed anew. */
const IDENTITY = [
  'namespace',
  'service',
  'workload',
  'service-account',
  'host',
  'kind',
  'object',
  'finding',
];

function identityOf(schema: ParameterSchema, value: unknown): unknown[] {
  if (value === undefined) {
    return [];
  }
  if (Array.isArray(value)) {
    return value.map(item => identityOf(schema.items ?? {}, item));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => {
      const own = identityOf(inner, (value as JsonObject)[name]);
      return own.length > 0 ? [[name, own]] : [];
    });
  }
  return IDENTITY.includes(schema['x-picker'] ?? '') ? [value] : [];
}

/** The same for everybody who wants the same thing of the same objects, whatever the values. */
export function intentOf(
  environment: string,
  template: ChangeTemplate,
  parameters: JsonObject,
): string {
  return createHash('sha256')
    .update(
      JSON.stringify([
        environment,
        template.id,
        identityOf(template.parameters, parameters),
      ]),
    )
    .digest('hex')
    .slice(0, 16);
}

const MAX_BRANCH = 100;

const slug = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');

/** A branch name that every host takes, whatever the parts hold. */
export function branchOf(
  environment: string,
  subject: string,
  operation: string,
  intent: string,
  attempt: number,
): string {
  const tail = `-${intent.slice(0, 10)}${attempt > 1 ? `-${attempt}` : ''}`;
  const name = `mesh/${slug(environment)}/${slug(subject) || 'mesh'}/${slug(
    operation,
  )}`;
  return `${name.slice(0, MAX_BRANCH - tail.length)}${tail}`;
}
