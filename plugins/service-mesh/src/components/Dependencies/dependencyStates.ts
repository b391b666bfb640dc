import type {
  DependencyFigures,
  DependencyState,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { formatBytes, formatRate } from '../../lib/format';
import type { Tone } from '../../lib/tones';

/** How states of dependencies are shown. */
export const DEPENDENCY_STATES: Record<
  DependencyState,
  { tone: Tone; label: string }
> = {
  undeclared: { tone: 'warning', label: 'Seen, not declared' },
  unseen: { tone: 'quiet', label: 'Declared, not seen' },
  confirmed: { tone: 'good', label: 'Declared and seen' },
  unknown: { tone: 'unknown', label: 'Declared, unknown whether called' },
};

/** Requests and bytes per second of a call; undefined when none was seen. */
export function ratesInWords({
  requestRate,
  byteRate,
}: Pick<DependencyFigures, 'requestRate' | 'byteRate'>): string | undefined {
  return (
    [
      requestRate !== null && formatRate(requestRate),
      byteRate !== null && `${formatBytes(byteRate)}/s over TCP`,
    ]
      .filter(Boolean)
      .join(', ') || undefined
  );
}
