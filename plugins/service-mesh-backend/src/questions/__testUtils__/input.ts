import type { Mesh } from '@ecotrack/mesh-engine';
import type { TrafficSample } from '../../sources/telemetry/types';
import type { QuestionInput } from '../input';
import { readingOf } from './samples';

/** Noon. */
export const NOW = new Date('2026-03-01T12:00:00Z');

/** What a question is asked of: everything live, fifteen minutes, the thresholds of the configuration's defaults. */
export function inputOf(
  mesh: Mesh,
  samples: readonly TrafficSample[] = [],
  overrides: Partial<QuestionInput> = {},
): QuestionInput {
  return {
    environment: 'test',
    mesh,
    snapshotVersion: 7,
    kubernetes: { state: 'live' },
    telemetry: { state: 'live' },
    traffic: readingOf(samples),
    now: NOW,
    window: { text: '15m', seconds: 900 },
    thresholds: {
      degradedErrorShare: 0.01,
      failingErrorShare: 0.05,
      minimumRequests: 20,
      certificateWarning: 6 * 3_600_000,
    },
    entities: new Map(),
    unmatchedEntities: [],
    ...overrides,
  };
}

/** Prometheus away since half past ten, and nothing kept. */
export const WITHOUT_TELEMETRY: Partial<QuestionInput> = {
  traffic: undefined,
  telemetry: {
    state: 'unavailable',
    since: new Date('2026-03-01T10:30:00Z'),
    reason: 'connection refused',
  },
};
