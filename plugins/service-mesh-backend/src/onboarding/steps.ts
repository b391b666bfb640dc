import type { OnboardingStep } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { SourceState } from '../sources/telemetry/types';
import { configured as accessConfigured } from './access/configured';
import { observed as accessObserved } from './access/observed';
import { alerts } from './alerts/alerts';
import { merged, proposed, synced } from './change/steps';
import { dependencies } from './dependencies/dependencies';
import { configured as encryptionConfigured } from './encryption/configured';
import { observed as encryptionObserved } from './encryption/observed';
import { isThere } from './factsOf';
import { identity } from './identity/identity';
import { liveOnly } from './liveOnly';
import { ports } from './ports/ports';
import { proxies } from './proxies/proxies';
import { traffic } from './traffic/traffic';
import type { Facts, Judge, Judgement } from './types';

interface Step {
  id: OnboardingStep['id'];
  title: string;
  judge: Judge;
  /** Whether it is about what the cluster runs. */
  isOfCluster?: boolean;
  /** Whether it is about what others call, so that it needs a Service. */
  isOfService?: boolean;
  /** What Prometheus has to answer for it. */
  metrics?: (facts: Facts) => SourceState;
}

const traffics = ({ input }: Facts) => input.telemetry;

const STEPS: readonly Step[] = [
  { id: 'proposed', title: 'Proposed', judge: proposed },
  { id: 'merged', title: 'Reviewed and merged', judge: merged },
  { id: 'synced', title: 'In the cluster', judge: synced },
  {
    id: 'proxies',
    title: 'Pods run with a proxy',
    judge: proxies,
    isOfCluster: true,
  },
  {
    id: 'identity',
    title: 'Identity and certificate',
    judge: identity,
    isOfCluster: true,
    metrics: ({ readings }) => readings.certificates.state,
  },
  {
    id: 'ports',
    title: 'Ports say their protocol',
    judge: ports,
    isOfCluster: true,
    isOfService: true,
  },
  {
    id: 'encryption',
    title: 'Encryption required',
    judge: encryptionConfigured,
    isOfCluster: true,
    isOfService: true,
  },
  {
    id: 'encryption-observed',
    title: 'Encryption observed',
    judge: encryptionObserved,
    isOfCluster: true,
    isOfService: true,
    metrics: traffics,
  },
  {
    id: 'access',
    title: 'Callers named, others refused',
    judge: accessConfigured,
    isOfCluster: true,
    isOfService: true,
  },
  {
    id: 'access-observed',
    title: 'Callers accepted',
    judge: accessObserved,
    isOfCluster: true,
    isOfService: true,
    metrics: traffics,
  },
  {
    id: 'traffic',
    title: 'Traffic flows',
    judge: traffic,
    isOfCluster: true,
    isOfService: true,
    metrics: traffics,
  },
  {
    id: 'dependencies',
    title: 'Dependencies let it in',
    judge: dependencies,
    isOfCluster: true,
  },
  {
    id: 'alerts',
    title: 'Alerts watch it',
    judge: alerts,
    isOfCluster: true,
    metrics: ({ readings }) => readings.rules.state,
  },
];

function judged(
  { judge, isOfCluster, isOfService, metrics }: Step,
  facts: Facts,
): Judgement {
  const { subject, input } = facts;
  if (isOfCluster && !isThere(subject)) {
    return {
      state: 'waiting',
      says: 'It is not in the cluster yet.',
      because: [],
    };
  }
  if (isOfService && !subject.service) {
    return {
      state: 'not-needed',
      says: 'No Service selects it, so nobody calls it.',
      because: [],
    };
  }
  const found = judge(facts);
  return metrics && metrics(facts).state !== 'live'
    ? liveOnly('Prometheus', metrics(facts), input.now, found)
    : found;
}

const needsCluster = ({ id, isOfCluster }: Step) =>
  isOfCluster || id === 'synced';

/** Every step of the way, told by live evidence alone. */
export const stepsOf = (facts: Facts): OnboardingStep[] =>
  STEPS.map(step => {
    const { id, title } = step;
    const { kubernetes, now } = facts.input;
    const found = judged(step, facts);
    return {
      id,
      title,
      ...(needsCluster(step)
        ? liveOnly('The cluster', kubernetes, now, found)
        : found),
    };
  });
