import type { Mesh } from '../mesh/Mesh';
import type { Workload } from '../mesh/types';
import { refKey, refOf } from '../resources/ref';
import { clientOf } from '../routing/client';
import { destinationRuleIndex } from './destinationRules';
import { planesOf } from './endpoints';
import { sidecarIndex } from './sidecarIndex';
import type { ConnectionClient } from './types';

const EXCLUDED = 'traffic.sidecar.istio.io/excludeOutboundPorts';

/** All that an answer about a connection asks of a caller. */
function keyOf(mesh: Mesh, client: Workload): string {
  const planes = planesOf(client).sort();
  if (!planes.some(plane => plane === 'sidecar' || plane === 'gateway')) {
    return JSON.stringify(planes);
  }
  const proxy = clientOf(client);
  const sidecar = sidecarIndex(mesh).of(proxy);
  return JSON.stringify([
    planes,
    client.namespace,
    proxy.kind,
    sidecar && refKey(refOf(sidecar)),
    client.annotations[EXCLUDED],
    destinationRuleIndex(mesh).selectorLabels.map(
      label => client.labels[label],
    ),
  ]);
}

/** Callers that no answer about connections tells apart, so that one of them speaks for all. */
export function callerClasses(
  mesh: Mesh,
  clients: readonly ConnectionClient[],
): ConnectionClient[][] {
  const classes = new Map<string, ConnectionClient[]>();
  for (const client of clients) {
    const key = client === 'outside' ? client : keyOf(mesh, client);
    const known = classes.get(key);
    if (known) {
      known.push(client);
    } else {
      classes.set(key, [client]);
    }
  }
  return [...classes.values()];
}
