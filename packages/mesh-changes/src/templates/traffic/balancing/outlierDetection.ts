import { ParameterError } from '../../ParameterError';
import type { ChangeTemplate } from '../../types';
import { serviceParameters, type ServiceTarget } from '../parameters/target';
import { DURATION } from '../parameters/values';
import { describePolicy, editPolicy } from './editPolicy';
import { given } from './given';

type Settings = Readonly<{
  consecutive5xxErrors?: number;
  consecutiveGatewayErrors?: number;
  interval?: string;
  baseEjectionTime?: string;
  maxEjectionPercent?: number;
  minHealthPercent?: number;
}>;
type Outlier = ServiceTarget & Settings;

const LARGEST = 2 ** 32 - 1;

const settingsOf = (settings: Settings) =>
  given({
    consecutive5xxErrors: settings.consecutive5xxErrors,
    consecutiveGatewayErrors: settings.consecutiveGatewayErrors,
    interval: settings.interval,
    baseEjectionTime: settings.baseEjectionTime,
    maxEjectionPercent: settings.maxEjectionPercent,
    minHealthPercent: settings.minHealthPercent,
  });

/** Pods that fail are left alone for a while. */
export const outlierDetection: ChangeTemplate<Outlier> = {
  id: 'outlier-detection',
  version: 1,
  topic: 'traffic',
  title: 'Eject failing pods',
  summary: 'Send no requests for a while to pods that keep failing.',
  description: `Each proxy of a caller watches the answers of each pod. A pod that fails several times in a row gets no
requests for a while; then it is tried again, and stays away longer each time that it fails again.

So one broken pod does not spoil every third request. When too many pods fail at once, ejecting them would only drown
the others: keep the largest share at 50 % or less, unless there are very few pods.

Empty fields stay as they are.

**To go back**, set the former numbers, or revert the pull request.`,
  parameters: serviceParameters({
    consecutive5xxErrors: {
      type: 'integer',
      title: 'Errors in a row',
      description:
        'After how many answers with a status of 500 or more a pod is ejected. 0 is never.',
      minimum: 0,
      maximum: LARGEST,
      examples: [5],
    },
    consecutiveGatewayErrors: {
      type: 'integer',
      title: 'Gateway errors in a row',
      description:
        'The same for 502, 503, 504 and connections that fail. 0 is never.',
      minimum: 0,
      maximum: LARGEST,
    },
    interval: {
      ...DURATION,
      title: 'Interval',
      description: 'How often the proxy looks.',
    },
    baseEjectionTime: {
      ...DURATION,
      title: 'Time away',
      description:
        'How long a pod gets no requests, times how often it was ejected.',
    },
    maxEjectionPercent: {
      type: 'integer',
      title: 'Largest share in percent',
      description: 'Of all pods, how many may be ejected at once.',
      minimum: 0,
      maximum: 100,
    },
    minHealthPercent: {
      type: 'integer',
      title: 'Smallest healthy share in percent',
      description:
        'With fewer healthy pods than this, ejected ones get requests again.',
      minimum: 0,
      maximum: 100,
    },
  }),
  current: (parameters, context) =>
    describePolicy<Outlier>(
      parameters,
      context,
      ({ outlierDetection: now = {} }) => settingsOf(now),
    ),
  plan: (parameters, context) => {
    const settings = settingsOf(parameters);
    if (!settings) {
      throw new ParameterError(
        'consecutive5xxErrors',
        'Set at least one of the fields.',
      );
    }
    return {
      title: `Eject failing pods of ${parameters.service}`,
      ...editPolicy(
        parameters,
        context,
        'outlierDetection',
        ({ outlierDetection: before = {}, ...policy }) => ({
          ...policy,
          outlierDetection: { ...before, ...settings },
        }),
      ),
    };
  },
};
