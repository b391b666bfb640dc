import { ParameterError } from '../../ParameterError';
import type { ChangeTemplate } from '../../types';
import {
  HEADER_CONDITION,
  headerNarrowing,
  type HeaderCondition,
} from '../matches/headerCondition';
import { routeParameters, type RouteTarget } from '../parameters/target';
import { DURATION, PERCENTAGE, REMOVE } from '../parameters/values';
import { describeRoutes } from '../routes/describeRoutes';
import { editRoutes } from '../routes/editRoutes';
import { findRoutes } from '../routes/findRoutes';
import type { HttpFault, HttpRule } from '../routes/types';
import { ownRules } from '../rules/changeRules';
import { ISTIO } from '../rules/language';

type Fault = RouteTarget &
  Readonly<{
    delay?: Readonly<{ duration: string; percentage: number }>;
    abort?: Readonly<{
      httpStatus?: number;
      grpcStatus?: string;
      percentage: number;
    }>;
    match?: HeaderCondition;
    remove?: boolean;
  }>;

const GRPC_STATUSES = [
  'CANCELLED',
  'UNKNOWN',
  'INVALID_ARGUMENT',
  'DEADLINE_EXCEEDED',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION',
  'ABORTED',
  'OUT_OF_RANGE',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
  'UNAUTHENTICATED',
];

const SHARE = {
  ...PERCENTAGE,
  title: 'Share in percent',
  description: 'Of a hundred requests, how many are hit.',
};

const NOTE =
  'Requests that are hit do not follow the timeout and retries of the rule while the fault is on.';

function faultOf({ delay, abort }: Fault): HttpFault {
  if (!delay && !abort) {
    throw new ParameterError('delay', 'Set a delay, an abort or both.');
  }
  if (
    abort &&
    (abort.httpStatus === undefined) === (abort.grpcStatus === undefined)
  ) {
    throw new ParameterError(
      'abort',
      'Set the HTTP status or the gRPC status, one of the two.',
    );
  }
  return {
    ...(delay && {
      delay: {
        fixedDelay: delay.duration,
        percentage: { value: delay.percentage },
      },
    }),
    ...(abort && {
      abort: {
        ...(abort.httpStatus !== undefined && { httpStatus: abort.httpStatus }),
        ...(abort.grpcStatus !== undefined && { grpcStatus: abort.grpcStatus }),
        percentage: { value: abort.percentage },
      },
    }),
  };
}

function parametersOf({ delay, abort }: HttpFault): Partial<Fault> {
  return {
    ...(delay?.fixedDelay !== undefined && {
      delay: {
        duration: delay.fixedDelay,
        percentage: delay.percentage?.value ?? 0,
      },
    }),
    ...(abort && {
      abort: {
        ...(abort.httpStatus !== undefined && { httpStatus: abort.httpStatus }),
        ...(abort.grpcStatus !== undefined && { grpcStatus: abort.grpcStatus }),
        percentage: abort.percentage?.value ?? 0,
      },
    }),
  };
}

const withoutFault = ({ fault: _, ...rule }: HttpRule): HttpRule => rule;

function inWords({ delay, abort }: Fault): string {
  return [
    ...(delay ? [`delay ${delay.percentage} % by ${delay.duration}`] : []),
    ...(abort
      ? [
          `answer ${abort.percentage} % with ${
            abort.httpStatus ?? abort.grpcStatus
          }`,
        ]
      : []),
  ].join(' and ');
}

/** Failures on purpose. */
export const faultInjection: ChangeTemplate<Fault> = {
  id: 'fault-injection',
  version: 1,
  topic: 'traffic',
  title: 'Inject faults',
  summary: 'Delay some requests, or answer them with an error, for a while.',
  description: `A test on purpose: the proxies of callers hold back a share of the requests, or answer them with an error
without asking the service. So one sees what users meet when the service is slow or broken, while it is neither.

Give it an end, begin with a small share, and where you can hit only requests with a header that testers send.
${NOTE}

**To go back**, take it away: the change that does so is made together with this one.`,
  timeBoxed: true,
  parameters: routeParameters({
    delay: {
      type: 'object',
      title: 'Delay',
      description: 'Requests that are held back before they are sent.',
      additionalProperties: false,
      required: ['duration', 'percentage'],
      properties: {
        duration: { ...DURATION, title: 'By' },
        percentage: SHARE,
      },
    },
    abort: {
      type: 'object',
      title: 'Abort',
      description: 'Requests that are answered with an error at once.',
      additionalProperties: false,
      required: ['percentage'],
      properties: {
        httpStatus: {
          type: 'integer',
          title: 'HTTP status',
          minimum: 200,
          maximum: 599,
          examples: [503],
        },
        grpcStatus: {
          type: 'string',
          title: 'gRPC status',
          description:
            'For services that talk gRPC, in place of the HTTP status.',
          enum: GRPC_STATUSES,
        },
        percentage: SHARE,
      },
    },
    match: {
      ...HEADER_CONDITION,
      title: 'Only requests with',
      description: 'Empty: all requests.',
    },
    remove: REMOVE,
  }),
  current: (given, context) =>
    describeRoutes<Fault>(given, context, () => ({
      istio: (rules, chosen) => {
        const narrowing = given.match && headerNarrowing(given.match);
        const positions = narrowing
          ? ownRules(ISTIO, rules, chosen, matches =>
              narrowing.istio(matches),
            ).map(({ position }) => position)
          : chosen;
        const fault = rules[positions[0]]?.fault;
        return fault && parametersOf(fault);
      },
      gatewayApi: () => undefined,
    })),
  plan: (parameters, context) => {
    const { service, match, remove = false } = parameters;
    const narrowing = match && headerNarrowing(match);
    const fault = remove ? undefined : faultOf(parameters);
    const { wanted, notes } = editRoutes(
      findRoutes(parameters, context),
      context,
      {
        narrowing,
        remove,
        istio: rule =>
          fault ? { ...withoutFault(rule), fault } : withoutFault(rule),
        gatewayApi: 'An HTTPRoute has no faults. A VirtualService has them.',
      },
    );
    const whose = narrowing ? `${narrowing.inWords} of ${service}` : service;
    return {
      title: remove
        ? `End the faults of ${whose}`
        : `Inject faults into ${whose}: ${inWords(parameters)}`,
      wanted,
      notes: remove ? notes : [...notes, NOTE],
    };
  },
};
