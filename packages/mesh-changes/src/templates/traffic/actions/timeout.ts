import { ParameterError } from '../../ParameterError';
import type { ChangeTemplate } from '../../types';
import { routeParameters, type RouteTarget } from '../parameters/target';
import { DURATION_OR_NONE } from '../parameters/values';
import { describeRoutes, readFirst } from '../routes/describeRoutes';
import { editRoutes } from '../routes/editRoutes';
import { findRoutes } from '../routes/findRoutes';

type Timeout = RouteTarget & Readonly<{ timeout: string }>;

const NONE = '0s';

/** How long callers wait. */
export const timeout: ChangeTemplate<Timeout> = {
  id: 'timeout',
  version: 1,
  topic: 'traffic',
  title: 'Set a timeout',
  summary: 'Say how long callers wait for an answer of a service.',
  description: `When the service has not answered after this time, the proxy of the caller ends the request and answers
itself with *504 Gateway Timeout*. So a slow service does not make everything slow that calls it.

The time counts from the first byte to the last, with all retries. \`0s\` means that callers wait for ever.

Choose it longer than what the service needs on a bad day, and shorter than the timeout of whoever calls the caller.

**To go back**, set the former time, or revert the pull request.`,
  parameters: routeParameters(
    {
      timeout: {
        ...DURATION_OR_NONE,
        title: 'Timeout',
        description: 'For the whole request, retries included. 0s is none.',
      },
    },
    ['timeout'],
  ),
  current: (given, context) =>
    describeRoutes<Timeout>(given, context, () =>
      readFirst<Timeout>({
        istio: ({ timeout: now = NONE }) => ({ timeout: now }),
        gatewayApi: ({ timeouts }) => ({ timeout: timeouts?.request ?? NONE }),
      }),
    ),
  plan: (parameters, context) => {
    const { service, timeout: wanted } = parameters;
    return {
      title:
        wanted === NONE
          ? `Let callers of ${service} wait without a timeout`
          : `Set the timeout of ${service} to ${wanted}`,
      ...editRoutes(findRoutes(parameters, context), context, {
        istio: ({ timeout: _, ...rule }) =>
          wanted === NONE ? rule : { ...rule, timeout: wanted },
        gatewayApi: rule => {
          if (wanted.includes('.')) {
            throw new ParameterError(
              'timeout',
              'An HTTPRoute takes no fractions: write 1500ms for 1.5s.',
            );
          }
          return wanted === (rule.timeouts?.request ?? NONE)
            ? rule
            : { ...rule, timeouts: { ...rule.timeouts, request: wanted } };
        },
      }),
    };
  },
};
