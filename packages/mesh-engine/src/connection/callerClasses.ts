import type { Mesh } from '../mesh/Mesh';
import { refKey, refOf } from '../resources/ref';
import { clientOf } from '../routing/client';
import { destinationRuleIndex } from './destinationRules';
import { planesOf } from './endpoints';
import { sidecarIndex } from './inboundPort';
import type { ConnectionClient } from './types';

const OUTBOUND = 'traffic.sidecar.istio.io/excludeOutboundPorts';

/** Callers that no answer about connections tells apart, so that one of them speaks for all. */
export function callerClasses(
  mesh: Mesh,
  clients: readonly ConnectionClient[],
): ConnectionClient[][] {
  const asked = destinationRuleIndex(mesh).selectorLabels;
  const classes = new Map<string, ConnectionClient[]>();
  for (const client of clients) {
    const proxy = client === 'outside' ? undefined : clientOf(client);
    const sidecar = proxy && sidecarIndex(mesh).of(proxy);
    const key =
      client === 'outside'
        ? client
        : JSON.stringify([
            client.namespace,
            planesOf(client),
            proxy?.kind,
            sidecar && refKey(refOf(sidecar)),
            client.annotations[OUTBOUND],
            asked.map(label => client.labels[label]),
          ]);
    const known = classes.get(key);
    if (known) {
      known.push(client);
    } else {
      classes.set(key, [client]);
    }
  }
  return [...classes.values()];
}
