import type { Entity } from '@backstage/catalog-model';
import { Declarations } from '../../catalog/Declarations';
import type { ChangeRecord } from '../../changes/types';
import { inputOf, NOW } from '../../questions/__testUtils__/input';
import { meshOf } from '../../questions/__testUtils__/manifests';
import type { QuestionInput } from '../../questions/input';
import type {
  AlertingRule,
  TrafficSample,
} from '../../sources/telemetry/types';
import { answerOnboarding } from '../answerOnboarding';
import { subjectOf } from '../factsOf';
import type { OnboardingReadings } from '../types';

const HOUR = 3_600_000;

interface Given {
  samples?: readonly TrafficSample[];
  rules?: AlertingRule[];
  entities?: readonly Entity[];
  changes?: readonly ChangeRecord[];
  overrides?: Partial<QuestionInput>;
  readings?: Partial<OnboardingReadings>;
}

/** The checklist of the service `web` of the namespace shop; every pod `…-1` has a certificate for an hour. */
export function checklistOf(
  manifests: string,
  {
    samples,
    rules = [],
    entities = [],
    changes = [],
    overrides,
    readings,
  }: Given = {},
) {
  const input = inputOf(meshOf(manifests), samples, {
    catalog: { state: 'live' },
    ...overrides,
  });
  return answerOnboarding(input, subjectOf(input, 'shop', 'web'), {
    certificates: {
      value: [
        {
          kind: 'workload',
          namespace: 'shop',
          pod: 'web-1',
          expiresAt: new Date(NOW.getTime() + HOUR),
        },
      ],
      state: { state: 'live' },
    },
    rules: { value: rules, state: { state: 'live' } },
    scope: {},
    changes,
    declarations: new Declarations(entities),
    ...readings,
  });
}

/** One step of a checklist. */
export const stepOf = (
  { steps }: ReturnType<typeof checklistOf>,
  id: string,
) => {
  const { state, says, next } = steps.find(step => step.id === id)!;
  return { state, says, change: next?.change };
};
