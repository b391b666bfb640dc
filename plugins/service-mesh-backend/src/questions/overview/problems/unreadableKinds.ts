import type { Problem } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { QuestionInput } from '../../input';
import { count } from '../../wording/figures';

/** Kinds that the portal may not read in the cluster: what they decide is not known. */
export function unreadableKinds({ kubernetes }: QuestionInput): Problem[] {
  const kinds = kubernetes.unreadable ?? [];
  if (kinds.length === 0) {
    return [];
  }
  return [
    {
      id: 'source/unreadable',
      severity: 'warning',
      kind: 'source',
      subject: { kind: 'source', name: 'kubernetes' },
      title: 'Kubernetes',
      detail: `the portal may not read ${count(
        kinds.length,
        'kind',
      )}: ${kinds.join(', ')}`,
      because: kinds.map(kind => ({
        says: `The API server refuses to list ${kind}: let the portal's service account get, list and watch it.`,
      })),
    },
  ];
}
