import { ParameterError } from '../../ParameterError';
import type { ChangeTemplate } from '../../types';
import { isSame } from '../../../values/values';
import { routeParameters, type RouteTarget } from '../parameters/target';
import { DURATION } from '../parameters/values';
import { describeRoutes, readFirst } from '../routes/describeRoutes';
import { editRoutes } from '../routes/editRoutes';
import { findRoutes } from '../routes/findRoutes';
import type { HttpRetry } from '../routes/types';

type Retries = RouteTarget &
  Readonly<{
    attempts: number;
    perTryTimeout?: string;
    retryOn?: readonly string[];
  }>;

const CONDITIONS = [
  '5xx',
  'gateway-error',
  'reset',
  'reset-before-request',
  'connect-failure',
  'refused-stream',
  'retriable-4xx',
  'retriable-headers',
  'retriable-status-codes',
  'envoy-ratelimited',
  'http3-post-connect-failure',
  'cancelled',
  'deadline-exceeded',
  'internal',
  'resource-exhausted',
  'unavailable',
];

const conditionsOf = (text: string): string[] =>
  text
    .split(',')
    .map(condition => condition.trim())
    .filter(condition => condition !== '');

function changed(
  { attempts: _, ...before }: HttpRetry,
  { attempts, perTryTimeout, retryOn }: Retries,
): HttpRetry {
  if (attempts === 0) {
    if (perTryTimeout !== undefined || retryOn !== undefined) {
      throw new ParameterError(
        'attempts',
        'Without attempts there is nothing to wait for or to retry on. Leave the other fields empty.',
      );
    }
    return { attempts };
  }
  const isKept =
    retryOn === undefined ||
    isSame(conditionsOf(before.retryOn ?? ''), retryOn);
  return {
    attempts,
    ...before,
    ...(perTryTimeout !== undefined && { perTryTimeout }),
    ...(!isKept && { retryOn: retryOn.join(',') }),
  };
}

/** How often the proxy of a caller tries again. */
export const retries: ChangeTemplate<Retries> = {
  id: 'retries',
  version: 1,
  topic: 'traffic',
  title: 'Set retries',
  summary: 'Say how often, and when, a failed request is tried again.',
  description: `When a request fails, the proxy of the caller may send it again, to another pod where there is one. A short
failure is then not seen by anybody.

Each attempt is one more request, so retries make an overload worse: keep the number small, and give each attempt a
time of its own that fits into the timeout of the whole request.

Retry on failures before the service began to work (\`connect-failure\`, \`refused-stream\`, \`unavailable\`) for
anything that must not happen twice, such as a payment. \`5xx\` repeats requests that may have had an effect.

Without a setting, Istio tries twice more on failures to connect. \`0\` turns retries off.

**To go back**, set the former numbers, or revert the pull request.`,
  parameters: routeParameters(
    {
      attempts: {
        type: 'integer',
        title: 'Attempts',
        description: 'How often a request is tried again. 0 is never.',
        minimum: 0,
        maximum: 100,
        default: 2,
      },
      perTryTimeout: {
        ...DURATION,
        title: 'Time for each attempt',
        description: 'Empty: what is set now, or the timeout of the request.',
      },
      retryOn: {
        type: 'array',
        title: 'Retry on',
        description:
          'Failures that are tried again: names that proxies know, or HTTP status numbers. Empty: what is set now.',
        minItems: 1,
        maxItems: 20,
        uniqueItems: true,
        items: {
          type: 'string',
          pattern: `^(${CONDITIONS.join('|')}|[1-5][0-9]{2})$`,
          examples: CONDITIONS,
        },
      },
    },
    ['attempts'],
  ),
  current: (given, context) =>
    describeRoutes<Retries>(given, context, () =>
      readFirst<Retries>({
        istio: ({ retries: now }) =>
          now && {
            attempts: now.attempts ?? 0,
            ...(now.perTryTimeout !== undefined && {
              perTryTimeout: now.perTryTimeout,
            }),
            ...(now.retryOn && { retryOn: conditionsOf(now.retryOn) }),
          },
      }),
    ),
  plan: (parameters, context) => {
    const { service, attempts } = parameters;
    return {
      title:
        attempts === 0
          ? `Turn off retries of ${service}`
          : `Retry requests to ${service} ${
              attempts === 1 ? 'once' : `${attempts} times`
            }`,
      ...editRoutes(findRoutes(parameters, context), context, {
        istio: rule => ({
          ...rule,
          retries: changed(rule.retries ?? {}, parameters),
        }),
        gatewayApi:
          'The standard HTTPRoute has no retries. Set them by a VirtualService in its place.',
      }),
    };
  },
};
