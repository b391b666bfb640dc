import type { ParameterSchema } from '../../types';

const LABEL = '^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$';
const SUBDOMAIN =
  '^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$';

export const namespaceField = (description: string): ParameterSchema => ({
  type: 'string',
  title: 'Namespace',
  description,
  pattern: LABEL,
  'x-picker': 'namespace',
});

export const serviceField = (description: string): ParameterSchema => ({
  type: 'string',
  title: 'Service',
  description,
  pattern: LABEL,
  'x-picker': 'service',
});

export const workloadField = (description: string): ParameterSchema => ({
  type: 'string',
  title: 'Workload',
  description,
  pattern: SUBDOMAIN,
  maxLength: 253,
  'x-picker': 'workload',
});

export const portField = (description: string): ParameterSchema => ({
  type: 'integer',
  title: 'Port',
  description,
  minimum: 1,
  maximum: 65535,
  'x-picker': 'port',
});

const serviceAccountField: ParameterSchema = {
  type: 'string',
  title: 'Service account',
  description:
    'The account that the pods of the caller run as; it is what their certificate says.',
  pattern: SUBDOMAIN,
  maxLength: 253,
  'x-picker': 'service-account',
};

/** Callers by service account; without one, everybody of the namespace. */
export const callersField = (
  title: string,
  description: string,
  { minItems = 1, byAccount = false } = {},
): ParameterSchema => ({
  type: 'array',
  title,
  description,
  minItems,
  maxItems: 100,
  uniqueItems: true,
  items: {
    type: 'object',
    additionalProperties: false,
    required: byAccount ? ['namespace', 'serviceAccount'] : ['namespace'],
    properties: {
      namespace: namespaceField('Where the caller runs.'),
      serviceAccount: byAccount
        ? serviceAccountField
        : {
            ...serviceAccountField,
            description: `${serviceAccountField.description} Leave it out for everybody in the namespace.`,
          },
    },
  },
});

export const methodsField: ParameterSchema = {
  type: 'array',
  title: 'Methods',
  description: 'HTTP methods. None means all of them. gRPC is always POST.',
  items: {
    type: 'string',
    enum: [
      'GET',
      'HEAD',
      'POST',
      'PUT',
      'PATCH',
      'DELETE',
      'OPTIONS',
      'CONNECT',
      'TRACE',
    ],
  },
  minItems: 1,
  uniqueItems: true,
};

export const pathsField: ParameterSchema = {
  type: 'array',
  title: 'Paths',
  description:
    'Paths without the query. None means all of them. /orders is that path alone, /orders/* all below it, *.json an ending; {*} stands for one part of a path and {**} for any number of them.',
  examples: [['/orders', '/orders/*']],
  items: {
    type: 'string',
    minLength: 1,
    maxLength: 1024,
    pattern:
      '^(\\*|\\*[^\\s*{}?#]+|/[^\\s*{}?#]*\\*?|(/([^\\s*{}?#/]+|\\{\\*\\}))*(/\\{\\*\\*\\}(/[^\\s*{}?#/]+)*)?/?)$',
  },
  minItems: 1,
  maxItems: 100,
  uniqueItems: true,
};
