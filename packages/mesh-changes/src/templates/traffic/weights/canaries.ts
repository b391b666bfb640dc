import { ParameterError } from '../../ParameterError';
import type { ChangeTemplate, PlanContext } from '../../types';
import { routeParameters, type RouteTarget } from '../parameters/target';
import { VERSION, WEIGHT } from '../parameters/values';
import { abortCanary, startCanary, stepCanary } from './canary';
import { describeWeights } from './describeWeights';
import { editWeights, type NamedShare, type WeightChange } from './editWeights';

type CanaryTarget = RouteTarget & Readonly<{ version: string }>;
type CanaryShare = CanaryTarget & Readonly<{ weight: number }>;

const CANARY = {
  ...VERSION,
  title: 'Canary version',
  description: 'The new version, by the version label of its pods.',
};

const SHARE = {
  ...WEIGHT,
  description: 'Of a hundred requests, how many the canary takes.',
  minimum: 1,
  maximum: 99,
};

/** The version with fewer requests of several that take some. */
function smallest(shares: readonly NamedShare[]): NamedShare | undefined {
  const running = shares.filter(({ weight }) => weight > 0);
  return running.length > 1
    ? running.reduce((least, share) =>
        share.weight <= least.weight ? share : least,
      )
    : undefined;
}

function currentCanary<P extends CanaryTarget>(
  given: Partial<P>,
  context: PlanContext,
  read: (canary: NamedShare) => Partial<P>,
): Partial<P> {
  return describeWeights<P>(given, context, shares => {
    const canary =
      given.version === undefined
        ? smallest(shares)
        : shares.find(({ version }) => version === given.version);
    return canary && read(canary);
  });
}

function editCanary(
  parameters: CanaryTarget,
  context: PlanContext,
  next: (
    version: string,
    ...rest: Parameters<WeightChange['wanted']>
  ) => NamedShare[] | undefined,
  refuseNone?: WeightChange['refuseNone'],
) {
  return editWeights(parameters, context, {
    fieldOf: () => 'version',
    wanted: (now, canonical, versions) =>
      next(canonical(parameters.version), now, canonical, versions),
    refuseNone,
  });
}

const refuseStopped =
  ({ version }: CanaryTarget) =>
  () => {
    throw new ParameterError(
      'version',
      `${version} takes no requests yet. Use canary-start first.`,
    );
  };

/** A canary that takes no requests is aborted already, but one that does not exist is a mistake. */
const refuseUnknown =
  ({ service, version }: CanaryTarget) =>
  (versions: readonly string[], canonical: (version: string) => string) => {
    if (!versions.includes(canonical(version))) {
      throw new ParameterError(
        'version',
        `${service} has no version ${version}. It has: ${versions.join(', ')}.`,
      );
    }
  };

/** Starts a canary. */
export const canaryStart: ChangeTemplate<CanaryShare> = {
  id: 'canary-start',
  version: 1,
  topic: 'traffic',
  title: 'Start a canary',
  summary: 'Send a small share of the requests to a new version.',
  description: `A *canary* is a new version that takes a few of the requests while the others stay with the version that is
known to work. When it answers well it gets more, step by step; when it does not, few have noticed.

The new version must run already: its pods carry their own version label. The change adds the subset that names them,
and a second destination with the share.

**To go back**, use *Abort a canary*.`,
  parameters: routeParameters(
    { version: CANARY, weight: { ...SHARE, default: 10 } },
    ['version', 'weight'],
  ),
  current: (given, context) =>
    currentCanary<CanaryShare>(given, context, canary => canary),
  plan: (parameters, context) => ({
    title: `Start a canary of ${parameters.service}: ${parameters.weight} % to ${parameters.version}`,
    ...editCanary(parameters, context, (version, now, _, versions) =>
      startCanary(now, version, parameters.weight, versions),
    ),
  }),
};

/** Gives a canary another share. */
export const canaryStep: ChangeTemplate<CanaryShare> = {
  id: 'canary-step',
  version: 1,
  topic: 'traffic',
  title: 'Step a canary',
  summary: 'Give a running canary more of the requests, or fewer.',
  description: `Changes how many of a hundred requests a running canary takes. The other versions share the rest as they did
before.

**To go back**, step to the former share, or use *Abort a canary*.`,
  parameters: routeParameters({ version: CANARY, weight: SHARE }, [
    'version',
    'weight',
  ]),
  current: (given, context) =>
    currentCanary<CanaryShare>(given, context, canary => canary),
  plan: (parameters, context) => ({
    title: `Send ${parameters.weight} % of ${parameters.service} to ${parameters.version}`,
    ...editCanary(
      parameters,
      context,
      (version, now, _, versions) =>
        stepCanary(now, version, parameters.weight, versions),
      refuseStopped(parameters),
    ),
  }),
};

/** Gives a canary all requests. */
export const canaryPromote: ChangeTemplate<CanaryTarget> = {
  id: 'canary-promote',
  version: 1,
  topic: 'traffic',
  title: 'Promote a canary',
  summary: 'Send all requests to the canary.',
  description: `The canary has proven itself: it takes all requests from now on. The former version stays in the routes with a
share of 0, so its pods should keep running until nobody wants to go back.

**To go back**, use *Abort a canary*, or set the weights.`,
  parameters: routeParameters({ version: CANARY }, ['version']),
  current: (given, context) =>
    currentCanary<CanaryTarget>(given, context, ({ version }) => ({ version })),
  plan: (parameters, context) => ({
    title: `Promote ${parameters.version} of ${parameters.service} to all requests`,
    ...editCanary(
      parameters,
      context,
      (version, now, _, versions) => stepCanary(now, version, 100, versions),
      refuseStopped(parameters),
    ),
  }),
};

/** Takes all requests from a canary. */
export const canaryAbort: ChangeTemplate<CanaryTarget> = {
  id: 'canary-abort',
  version: 1,
  topic: 'traffic',
  title: 'Abort a canary',
  summary: 'Take all requests away from the canary.',
  description: `The canary takes no requests any more; the versions beside it take them as they did before. Its destination
leaves the rule; its subset and its pods stay, so that it can be started again.

Requests that a rule of their own sends to the canary by a header still go there.

**To go back**, use *Start a canary*.`,
  parameters: routeParameters({ version: CANARY }, ['version']),
  current: (given, context) =>
    currentCanary<CanaryTarget>(given, context, ({ version }) => ({ version })),
  plan: (parameters, context) => ({
    title: `Abort the canary ${parameters.version} of ${parameters.service}`,
    ...editCanary(
      parameters,
      context,
      (version, now, _, versions) => abortCanary(now, version, versions),
      refuseUnknown(parameters),
    ),
  }),
};
