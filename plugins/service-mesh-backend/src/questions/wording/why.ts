import type { Because as EngineBecause } from '@ecotrack/mesh-engine';
import type { Because } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { QuestionInput, Window } from '../input';
import { clock, duration, phrase } from './figures';

/** The engine's reasons, as the API carries them. */
export function becauseOf(reasons: readonly EngineBecause[]): Because[] {
  return reasons.map(({ object, field, says, origin }) => ({
    object,
    field,
    says,
    line: origin?.line,
    file: origin?.file,
  }));
}

/** The length of a window, such as `15 min`. */
export function windowText({ seconds }: Window): string {
  return duration(seconds * 1000);
}

/** Why a telemetry value is unknown, in words that can stand inside a sentence. */
export function whyUnknown({
  telemetry: { state, since, reason },
  window,
  now,
}: Pick<QuestionInput, 'telemetry' | 'window' | 'now'>): string {
  if (state !== 'unavailable') {
    return `no traffic in ${windowText(window)}`;
  }
  return since
    ? `Prometheus away since ${clock(since, now)}`
    : phrase(reason ?? 'no telemetry is configured');
}
