import type { Workload } from '../mesh/types';
import type { RouteClient } from './types';

/** The proxy in front of a workload. */
export function clientOf(from: Workload | RouteClient): RouteClient {
  if (!('sidecar' in from)) {
    return from;
  }
  return {
    kind: from.sidecar.state === 'gateway' ? 'gateway' : 'sidecar',
    namespace: from.namespace,
    labels: from.labels,
    addresses: from.pods.flatMap(({ ip }) => ip ?? []),
  };
}
