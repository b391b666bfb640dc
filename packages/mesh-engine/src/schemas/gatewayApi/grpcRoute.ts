import { matches } from '../matches';
import { hostname, subdomain } from '../parts/names';
import { list, object, required, text, type Infer, type Rule } from '../schema';
import { servicePort, weightedFields } from './backends';
import { comparedValues, fewMatches, sharedFilters } from './filters';
import { parentRefs } from './parentRefs';
import { notRepeated, settingsOfType } from './rules/filters';

interface MethodMatch {
  type?: string;
  service?: string;
  method?: string;
}

const serviceOrMethod: Rule<MethodMatch> = {
  apiServer: "One or both of 'service' or 'method' must be specified",
  message: 'A match by method names neither a service nor a method.',
  fix: 'Add service, method or both.',
  judge: ({ service, method }) => service !== undefined || method !== undefined,
};

/** What an exact match compares is a name. */
function isName(
  field: 'service' | 'method',
  pattern: string,
): Rule<MethodMatch> {
  return {
    apiServer: `${field} must only contain valid characters (matching ${pattern})`,
    message: `The ${field} has characters that no ${field} of gRPC has.`,
    fix: `Write the name of the ${field}, or set type to RegularExpression.`,
    judge: match => {
      const name = match[field];
      return (
        (match.type ?? 'Exact') !== 'Exact' ||
        name === undefined ||
        matches(pattern, name)
      );
    },
  };
}

const FIELDS = {
  requestHeaderModifier: 'RequestHeaderModifier',
  responseHeaderModifier: 'ResponseHeaderModifier',
  requestMirror: 'RequestMirror',
  extensionRef: 'ExtensionRef',
} as const;

const filters = list(
  object(
    {
      ...sharedFilters,
      type: required(text({ values: Object.values(FIELDS) })),
    },
    { rules: settingsOfType(FIELDS) },
  ),
  {
    max: 16,
    rules: notRepeated(['RequestHeaderModifier', 'ResponseHeaderModifier']),
  },
);

const match = object({
  headers: comparedValues(4096),
  method: object(
    {
      method: text({ max: 1024 }),
      service: text({ max: 1024 }),
      type: text({ values: ['Exact', 'RegularExpression'] }),
    },
    {
      rules: [
        serviceOrMethod,
        isName('service', '^(?i)\\.?[a-z_][a-z_0-9]*(\\.[a-z_][a-z_0-9]*)*$'),
        isName('method', '^[A-Za-z_][A-Za-z_0-9]*$'),
      ],
    },
  ),
});

export const grpcRoute = object({
  hostnames: list(hostname, { max: 16 }),
  parentRefs,
  rules: list(
    object({
      backendRefs: list(
        object({ ...weightedFields, filters }, { rules: [servicePort] }),
        { max: 16 },
      ),
      filters,
      matches: list(match, { max: 64 }),
      name: subdomain,
    }),
    { max: 16, rules: [fewMatches(0)] },
  ),
});

export type GrpcRouteSpec = Infer<typeof grpcRoute>;
