import type { ParameterSchema } from '../../types';

/** The service that a change is about. */
export type ServiceTarget = Readonly<{ namespace: string; service: string }>;

/** The service, and the one rule of its routes where not all default ones are meant. */
export type RouteTarget = ServiceTarget & Readonly<{ route?: string }>;

type ObjectSchema = ParameterSchema & { type: 'object' };
type Properties = Readonly<Record<string, ParameterSchema>>;

const NAMESPACE: ParameterSchema = {
  type: 'string',
  title: 'Namespace',
  description: 'Namespace of the service.',
  pattern: '^[a-z0-9]([a-z0-9-]*[a-z0-9])?$',
  maxLength: 63,
  'x-picker': 'namespace',
};

const SERVICE: ParameterSchema = {
  type: 'string',
  title: 'Service',
  description: 'Name of the service that is called.',
  pattern: '^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$',
  maxLength: 253,
  'x-picker': 'service',
};

const ROUTE: ParameterSchema = {
  type: 'string',
  title: 'Rule',
  description:
    'Name or position (from 0) of the one rule to change. Empty: every rule that takes requests whatever their headers say.',
  pattern: '^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$',
  maxLength: 253,
  examples: ['0', 'default'],
};

/** Parameters of a change of a service, in the order of the form. */
export function serviceParameters(
  properties: Properties,
  required: readonly string[] = [],
): ObjectSchema {
  return {
    type: 'object',
    additionalProperties: false,
    required: ['namespace', 'service', ...required],
    properties: { namespace: NAMESPACE, service: SERVICE, ...properties },
  };
}

/** Parameters of a change of the rules that route to a service. */
export function routeParameters(
  properties: Properties,
  required: readonly string[] = [],
): ObjectSchema {
  return serviceParameters({ ...properties, route: ROUTE }, required);
}
