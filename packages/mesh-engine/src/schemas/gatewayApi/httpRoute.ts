import { parseDuration } from '../parseDuration';
import { hostname, subdomain } from '../parts/names';
import { list, object, text, type Infer, type Rule } from '../schema';
import { servicePort, weightedFields } from './backends';
import { comparedValues, fewMatches } from './filters';
import { httpFilters, method } from './httpFilters';
import { parentRefs } from './parentRefs';
import { pathMatchRules } from './rules/pathMatch';
import { prefixReplacementRules } from './rules/prefixReplacement';

const redirectWithoutBackends: Rule<{
  backendRefs?: unknown[];
  filters?: { requestRedirect?: unknown }[];
}> = {
  apiServer:
    'RequestRedirect filter must not be used together with backendRefs',
  message: 'Requests are redirected, so none would reach the backends.',
  fix: 'Remove backendRefs, or the filter RequestRedirect.',
  judge: ({ backendRefs = [], filters = [] }) =>
    backendRefs.length === 0 ||
    filters.every(filter => filter.requestRedirect === undefined),
};

const backendWithinRequest: Rule<{
  request?: string;
  backendRequest?: string;
}> = {
  apiServer: 'backendRequest timeout cannot be longer than request timeout',
  message:
    'The backend is given more time than the whole request, which ends before.',
  fix: 'Lower backendRequest, or raise request.',
  judge: ({ request, backendRequest }) => {
    const whole = parseDuration(request ?? '0s');
    const backend = parseDuration(backendRequest ?? '0s');
    return (
      whole === undefined ||
      backend === undefined ||
      whole === 0 ||
      backend <= whole
    );
  },
};

const timeout = text({ pattern: '^([0-9]{1,5}(h|m|s|ms)){1,4}$' });

const match = object({
  headers: comparedValues(4096),
  method,
  path: object(
    {
      type: text({ values: ['Exact', 'PathPrefix', 'RegularExpression'] }),
      value: text({ max: 1024 }),
    },
    { rules: pathMatchRules },
  ),
  queryParams: comparedValues(1024),
});

const rule = object(
  {
    backendRefs: list(
      object(
        { ...weightedFields, filters: httpFilters },
        { rules: [servicePort] },
      ),
      { max: 16 },
    ),
    filters: httpFilters,
    matches: list(match, { max: 64 }),
    name: subdomain,
    timeouts: object(
      { backendRequest: timeout, request: timeout },
      { rules: [backendWithinRequest] },
    ),
  },
  { rules: [redirectWithoutBackends, ...prefixReplacementRules] },
);

export const httpRoute = object({
  hostnames: list(hostname, { max: 16 }),
  parentRefs,
  rules: list(rule, { min: 1, max: 16, rules: [fewMatches(1)] }),
});

export type HttpRouteSpec = Infer<typeof httpRoute>;
