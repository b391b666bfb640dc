import {
  RiCheckboxCircleFill,
  RiCircleLine,
  RiCloseCircleFill,
  RiQuestionLine,
  RiSubtractLine,
} from '@remixicon/react';
import type { OnboardingStep } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { Tone } from '../../lib/tones';

/** The shape, the colour and the word of each state of a step. */
export const STEP_STATES: Record<
  OnboardingStep['state'],
  { Shape: typeof RiCircleLine; tone: Tone; word: string }
> = {
  done: { Shape: RiCheckboxCircleFill, tone: 'good', word: 'done' },
  waiting: { Shape: RiCircleLine, tone: 'quiet', word: 'waiting' },
  failed: { Shape: RiCloseCircleFill, tone: 'bad', word: 'failed' },
  unknown: { Shape: RiQuestionLine, tone: 'unknown', word: 'unknown' },
  'not-needed': { Shape: RiSubtractLine, tone: 'quiet', word: 'not needed' },
};
