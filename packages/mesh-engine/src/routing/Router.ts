import type { Mesh } from '../mesh/Mesh';
import { waypointOf, type Waypoint } from '../authorize/waypoint';
import type { Workload } from '../mesh/types';
import { fieldSteps } from '../resources/fieldPath';
import { refOf } from '../resources/ref';
import { isInRange } from './addresses';
import { clientOf } from './client';
import type { RouteContext } from './destinations';
import { answerGateway } from './gatewayAnswer';
import { hostWithoutPort } from './knownRequest';
import { answerOutbound } from './outbound';
import type { RoutedService } from './registry';
import { withPatches } from './routePatches';
import { tablesOf, type KnownScope, type RoutingTables } from './RoutingTables';
import type { RouteAnswer, RouteClient, RouteRequest } from './types';
import { answerUnproxied } from './unproxied';

function waypointOfService(
  mesh: Mesh,
  { service: { ref }, namespace }: RoutedService,
): Waypoint | undefined {
  return waypointOf(mesh, {
    service: {
      kind: ref.kind === 'ServiceEntry' ? 'ServiceEntry' : 'Service',
      namespace,
      name: ref.name,
    },
  });
}

/** Answers for the requests of one mesh. */
export class Router {
  readonly #mesh: Mesh;
  readonly #tables: RoutingTables;

  constructor(mesh: Mesh) {
    this.#mesh = mesh;
    this.#tables = tablesOf(mesh);
  }

  #contextOf(client: RouteClient): RouteContext {
    return {
      mesh: this.#mesh,
      client,
      find: host => this.#tables.find(host, client.namespace)?.service,
    };
  }

  /** @param proxy - the one that routes: that of the caller, or a waypoint */
  #answerOutbound(
    request: RouteRequest,
    caller: RouteClient,
    proxy: RouteClient,
    known: KnownScope,
  ): RouteAnswer {
    return answerOutbound(
      {
        ...this.#contextOf(proxy),
        scope: known.scope,
        domain: this.#tables.domainOf(caller),
        dialledService: host => this.#tables.dialled(host, caller),
        virtualHosts: (egress, port) =>
          this.#tables.virtualHostsAt(proxy, known.key, egress, port),
      },
      request,
    );
  }

  /** For callers without a sidecar: what a waypoint in front of the service does, or nothing at all. */
  #answerUnproxied(
    request: RouteRequest,
    caller: RouteClient,
    from: Workload,
  ): RouteAnswer {
    const { host, address } = request;
    const service =
      host === undefined
        ? this.#tables.registry.find(({ addresses }) =>
            addresses.some(
              range => address !== undefined && isInRange(address, range),
            ),
          )
        : this.#tables.dialled(hostWithoutPort(host), caller);
    const isAmbient = from.sidecar.state === 'ambient';
    const waypoint =
      service && isAmbient ? waypointOfService(this.#mesh, service) : undefined;
    if (service && waypoint) {
      const proxy: RouteClient = {
        kind: 'sidecar',
        namespace: waypoint.namespace,
        labels: {},
      };
      const answer = this.#answerOutbound(
        { ...request, host: host ?? service.host, address: undefined },
        caller,
        proxy,
        this.#tables.scopeWith(proxy, undefined),
      );
      const says = `The waypoint ${waypoint.name} in front of the service routes.`;
      return {
        ...answer,
        because: [
          { object: waypoint.gateway && refOf(waypoint.gateway), says },
          ...answer.because,
        ],
      };
    }
    return answerUnproxied(this.#contextOf(caller), request, service, {
      object: from.ref,
      says: isAmbient
        ? 'The caller is in ambient and no waypoint stands in front of the service, so no rule applies.'
        : 'The caller has no proxy, so no rule applies.',
    });
  }

  #answer(request: RouteRequest): RouteAnswer {
    const { from } = request;
    const client = clientOf(from);
    if (client.kind === 'gateway') {
      return answerGateway(
        { ...this.#contextOf(client), gateway: this.#tables.gatewayOf(client) },
        request,
      );
    }
    if (
      'sidecar' in from &&
      (from.sidecar.state === 'none' || from.sidecar.state === 'ambient')
    ) {
      return this.#answerUnproxied(request, client, from);
    }
    const scope = this.#tables.scopeOf(client);
    return this.#answerOutbound(request, client, client, scope);
  }

  /** Adds the places in files to what an answer rests on. */
  #placed(answer: RouteAnswer): RouteAnswer {
    return {
      ...answer,
      ...(answer.possible && {
        possible: answer.possible.map(entry => this.#placed(entry)),
      }),
      because: answer.because.map(entry =>
        entry.object
          ? {
              ...entry,
              origin: this.#mesh.originOf(
                entry.object,
                fieldSteps(entry.field ?? ''),
              ),
            }
          : entry,
      ),
    };
  }

  /** What becomes of a request; places of the reasons are not looked up. */
  decide(request: RouteRequest): RouteAnswer {
    const answer = this.#answer(request);
    return withPatches(this.#mesh, clientOf(request.from), answer);
  }

  /** See `Mesh.route`. */
  route(request: RouteRequest): RouteAnswer {
    return this.#placed(this.decide(request));
  }
}
