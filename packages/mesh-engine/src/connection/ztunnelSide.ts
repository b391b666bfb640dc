import { waypointOf } from '../authorize/waypoint';
import type { Mesh } from '../mesh/Mesh';
import type { Workload } from '../mesh/types';
import { refOf } from '../resources/ref';
import { approach, type ClientSide } from './approach';
import { proxySide } from './proxySide';
import type { Target } from './target';

/** How ztunnel approaches a server: through the waypoint of the service where there is one, else by itself. */
export function ztunnelSide(
  mesh: Mesh,
  client: Workload,
  { service, port, endpoints }: Target,
  subset?: string,
): ClientSide {
  const waypoint =
    service &&
    waypointOf(mesh, {
      service: {
        kind: service.ref.kind === 'ServiceEntry' ? 'ServiceEntry' : 'Service',
        namespace: service.namespace,
        name: service.ref.name,
      },
    });
  if (service && waypoint?.gateway) {
    return proxySide(
      mesh,
      { kind: 'gateway', namespace: waypoint.namespace, labels: {} },
      { service, port, endpoints },
      [
        {
          object: refOf(waypoint.gateway),
          says: 'ztunnel sends mTLS to the waypoint of the service, which goes on from there: its DestinationRules count.',
        },
      ],
      subset,
    );
  }
  return approach('ztunnel', [
    {
      object: client.ref,
      says: 'The caller is in ambient: ztunnel sends mTLS to whoever takes tunnels; DestinationRules count at waypoints only.',
    },
  ]);
}
