import type {
  Onboarding,
  OnboardingStep,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { sourcesOf, type QuestionInput } from '../questions/input';
import { count } from '../questions/wording/figures';
import { factsOf } from './factsOf';
import { stepsOf } from './steps';
import type { OnboardingReadings, Subject } from './types';

const URGENT_FIRST: OnboardingStep['state'][] = [
  'failed',
  'waiting',
  'unknown',
];

const isSettled = ({ state }: OnboardingStep) =>
  state === 'done' || state === 'not-needed';

function stateOf(steps: readonly OnboardingStep[], isBegun: boolean) {
  if (steps.every(isSettled)) {
    return 'onboarded';
  }
  if (!isBegun) {
    return 'not-started';
  }
  return steps.some(({ state }) => state === 'waiting' || state === 'failed')
    ? 'in-progress'
    : 'unknown';
}

function urgentSays({ state, title, says }: OnboardingStep): string {
  switch (state) {
    case 'failed':
      return `"${title}" failed: ${says}`;
    case 'unknown':
      return `"${title}" is unknown: ${says}`;
    default:
      return `It waits for "${title}": ${says}`;
  }
}

/** Where it stands, and what it waits for first; what failed before what is to come. */
function saysOf(
  name: string,
  state: Onboarding['state'],
  steps: readonly OnboardingStep[],
): string {
  const needed = steps.filter(step => step.state !== 'not-needed');
  const done = needed.filter(step => step.state === 'done');
  if (state === 'onboarded') {
    return `${name} is in the mesh: ${count(done.length, 'check')} green.`;
  }
  const urgent = URGENT_FIRST.map(each =>
    steps.find(step => step.state === each),
  ).find(step => step !== undefined);
  if (state === 'not-started') {
    return `${name} is not in the mesh. ${urgent?.says}`;
  }
  return `${done.length} of ${count(needed.length, 'step')} ${
    done.length === 1 ? 'is' : 'are'
  } done for ${name}. ${urgent && urgentSays(urgent)}`;
}

/** How far a service is on its way into the mesh. */
export function answerOnboarding(
  input: QuestionInput,
  subject: Subject,
  readings: OnboardingReadings,
): Onboarding {
  const { namespace, name, service } = subject;
  const common = {
    environment: input.environment,
    window: input.window.text,
    namespace,
    service: name,
    sources: sourcesOf(input),
  };
  if (service?.kind === 'external') {
    return {
      ...common,
      says: `${name} is a host outside the mesh.`,
      state: 'not-started',
      steps: [],
    };
  }
  const facts = factsOf(input, subject, readings);
  const steps = stepsOf(facts);
  const { change, isInMesh } = facts;
  const state = stateOf(steps, change !== undefined || isInMesh);
  return {
    ...common,
    says: saysOf(name, state, steps),
    state,
    since: steps.find(({ id }) => id === 'synced')?.since,
    steps,
  };
}
