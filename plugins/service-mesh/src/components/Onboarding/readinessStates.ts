import type {
  ReadinessState,
  WorkloadReadiness,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import type { Tone } from '../../lib/tones';

/** States, worst first, as people read them. */
export const READINESS_STATES: Record<
  ReadinessState,
  { tone: Tone; label: string; rank: number }
> = {
  blocked: { tone: 'bad', label: 'in its way', rank: 0 },
  warning: { tone: 'warning', label: 'warning', rank: 1 },
  unknown: { tone: 'unknown', label: 'not known', rank: 2 },
  ready: { tone: 'good', label: 'ready', rank: 3 },
};

/** Whether a workload is in the mesh, as people read it; those outside first. */
export const MEMBERSHIPS: Record<
  WorkloadReadiness['mesh'],
  { tone: Tone; label: string; rank: number }
> = {
  out: { tone: 'warning', label: 'outside', rank: 0 },
  partly: { tone: 'warning', label: 'some pods', rank: 1 },
  unknown: { tone: 'unknown', label: 'not known', rank: 2 },
  in: { tone: 'good', label: 'in the mesh', rank: 3 },
};
