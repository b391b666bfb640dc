import type { Mesh } from '../mesh/Mesh';
import { approach, type ClientSide } from './approach';
import { clientOf } from '../routing/client';
import { visibilityOf } from './clientScope';
import type { Endpoint } from './endpoints';
import { isIntercepted } from './isIntercepted';
import { proxySide } from './proxySide';
import type { Target } from './target';
import type { ConnectionClient } from './types';
import { ztunnelSide } from './ztunnelSide';

/** How a caller approaches a port of a service; without a service, the address of a pod. */
export function clientSide(
  mesh: Mesh,
  client: ConnectionClient,
  plane: Endpoint['plane'],
  { service, port, endpoints }: Target,
  subset?: string,
): ClientSide {
  if (client === 'outside') {
    return approach('direct', [
      { says: 'The caller is outside the mesh and has no certificate of it.' },
    ]);
  }
  if (plane === 'none') {
    return approach('direct', [
      {
        object: client.ref,
        says: 'The caller has no proxy: it sends what the application sends, and no DestinationRule reaches it.',
      },
    ]);
  }
  if (plane === 'unknown') {
    return approach('unknown', [
      {
        object: client.ref,
        says: 'It is not known whether the caller has a proxy: neither its pods nor its namespace are.',
      },
    ]);
  }
  if (plane === 'ambient') {
    return ztunnelSide(mesh, client, { service, port, endpoints }, subset);
  }
  if (!isIntercepted(client.annotations, 'Outbound', port.number)) {
    return approach('direct', [
      {
        object: client.ref,
        field: 'metadata.annotations',
        says: `Outbound port ${port.number} is excluded from the caller's proxy, so the application sends it itself.`,
      },
    ]);
  }
  if (!service) {
    return approach('direct', [
      {
        object: client.ref,
        says: 'The call goes to the address of a pod and not to a service, so that the proxy passes it on as it is.',
      },
    ]);
  }
  const { isKnown, isOpen, because } = visibilityOf(
    mesh,
    client,
    service,
    port.number,
  );
  if (!isKnown) {
    return approach(isOpen ? 'direct' : 'nobody', because);
  }
  return proxySide(
    mesh,
    clientOf(client),
    { service, port, endpoints },
    because,
    subset,
  );
}
