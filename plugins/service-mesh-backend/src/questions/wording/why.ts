import type { Because as EngineBecause } from '@ecotrack/mesh-engine';
import type { Because } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { SourceState } from '../../sources/telemetry/types';
import { clock } from './figures';

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

/** Why a telemetry value is unknown, in words. */
export function whyUnknown(
  telemetry: SourceState,
  window: string,
  now: Date,
): string {
  if (telemetry.state === 'unavailable') {
    return telemetry.since
      ? `Prometheus away since ${clock(telemetry.since, now)}`
      : telemetry.reason ?? 'no telemetry';
  }
  return `no traffic in ${window}`;
}
