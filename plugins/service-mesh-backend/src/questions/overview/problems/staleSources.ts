import type { Problem } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { QuestionInput } from '../../input';
import { clock } from '../../wording/figures';

const SOURCES = [
  { key: 'kubernetes', title: 'Kubernetes' },
  { key: 'telemetry', title: 'Prometheus' },
] as const;

/** Sources that answered once or should, and do not. One that is not configured is no problem. */
export function staleSources(input: QuestionInput): Problem[] {
  return SOURCES.flatMap(({ key, title }) => {
    const { state, since, reason } = input[key];
    if (state === 'live' || !since) {
      return [];
    }
    return [
      {
        id: `source/${key}`,
        severity: 'info',
        kind: 'source',
        subject: { kind: 'source', name: key },
        title,
        detail: `away since ${clock(since, input.now)}${
          state === 'stale' ? '; what is shown is from before' : ''
        }`,
        since: since.toISOString(),
        because: [{ says: reason ?? 'It does not answer.' }],
      } satisfies Problem,
    ];
  });
}
