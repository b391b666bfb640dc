import type {
  Canary,
  Problem,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { phrase } from '../../wording/figures';

/** Canaries that somebody should look at; critical when users meet it. */
export function canaryProblems(canaries: readonly Canary[]): Problem[] {
  return canaries
    .filter(({ inTrouble }) => inTrouble)
    .map(({ id, namespace, service, impact, verdict, since, because }) => ({
      id: `canary/${id}`,
      severity: impact === 'serving-degraded' ? 'critical' : 'warning',
      kind: 'canary',
      subject: { kind: 'service', namespace, name: service },
      title: service,
      detail: phrase(verdict),
      since,
      because,
    }));
}
