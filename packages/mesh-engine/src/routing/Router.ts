import type { Mesh } from '../mesh/Mesh';
import { waypointOf, type Waypoint } from '../authorize/waypoint';
import type { Workload } from '../mesh/types';
import { asList, asLabels, asRecord } from '../resources/fields';
import { fieldSteps } from '../resources/fieldPath';
import { refKey, refOf } from '../resources/ref';
import type { KubeObject } from '../resources/types';
import { isInRange } from './addresses';
import { clientOf } from './client';
import type { RouteContext } from './destinations';
import { longHosts } from './domains';
import type { Egress } from './Egress';
import { answerGateway } from './gatewayAnswer';
import { readGateways } from './gatewayConfigs';
import { GatewayProxy } from './GatewayProxy';
import { hostWithoutPort } from './knownRequest';
import { mergeServers } from './mergedServers';
import { answerOutbound } from './outbound';
import {
  buildRegistry,
  byHost,
  visibleServices,
  type RoutedService,
} from './registry';
import { withPatches } from './routePatches';
import { readRules, rulesSeenFrom } from './ruleOrder';
import { SidecarIndex } from './SidecarIndex';
import { sidecarScope, type SidecarScope } from './sidecarScope';
import type {
  RouteAnswer,
  RouteClient,
  RouteRequest,
  RoutingRules,
} from './types';
import { answerUnproxied } from './unproxied';
import { VirtualHosts } from './virtualHosts';

/** How many answers of one kind are remembered. */
const REMEMBERED = 500;

/** Remembers what a function gives for a key; of too many, all are forgotten. */
function remember<T>(known: Map<string, T>, key: string, make: () => T): T {
  const found = known.get(key);
  if (found !== undefined) {
    return found;
  }
  const made = make();
  if (known.size >= REMEMBERED) {
    known.clear();
  }
  known.set(key, made);
  return made;
}

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

/** Answers for the requests of one mesh; what several of them ask is computed once. */
export class Router {
  readonly #mesh: Mesh;
  readonly #sidecars: SidecarIndex;
  readonly #registry: readonly RoutedService[];
  readonly #rules: readonly RoutingRules[];
  readonly #gateways: ReturnType<typeof readGateways>;
  readonly #rulesByGateway: ReadonlyMap<string, readonly RoutingRules[]>;
  readonly #allHosts: ReadonlyMap<string, RoutedService>;
  /** Whether a mesh without Sidecars looks the same from every namespace. */
  readonly #isSameForAll: boolean;
  /** Labels of callers that some rule asks for. */
  readonly #askedLabels: readonly string[];
  readonly #visible = new Map<string, ReadonlyMap<string, RoutedService>>();
  readonly #scopes = new Map<string, SidecarScope>();
  readonly #proxies = new Map<string, GatewayProxy>();
  readonly #virtualHosts = new Map<string, VirtualHosts>();

  constructor(mesh: Mesh) {
    this.#mesh = mesh;
    this.#sidecars = new SidecarIndex(mesh);
    this.#registry = buildRegistry(mesh);
    this.#rules = readRules(mesh);
    this.#gateways = readGateways(mesh);
    const byGateway = new Map<string, RoutingRules[]>();
    for (const rules of this.#rules) {
      for (const gateway of new Set(rules.gateways)) {
        byGateway.set(gateway, [...(byGateway.get(gateway) ?? []), rules]);
      }
    }
    this.#rulesByGateway = byGateway;
    const hosts = byHost(this.#registry);
    this.#allHosts = new Map([
      ...[...hosts.values()].flatMap(service =>
        service.aliases.map((alias): [string, RoutedService] => [
          alias,
          service,
        ]),
      ),
      ...hosts,
    ]);
    const matches = this.#rules
      .flatMap(({ http }) => http)
      .flatMap(({ rule }) => asList(rule.match).map(asRecord));
    const asked = matches.flatMap(({ sourceLabels }) =>
      Object.keys(asLabels(sourceLabels)),
    );
    this.#askedLabels = [...new Set(asked)].sort();
    this.#isSameForAll =
      [...this.#registry, ...this.#rules].every(({ exportTo }) =>
        exportTo.has('*'),
      ) &&
      this.#rules.every(
        ({ gatewaySemantics, gateways }) =>
          !gatewaySemantics || !gateways.includes('mesh'),
      ) &&
      matches.every(({ sourceNamespace }) => sourceNamespace === undefined);
  }

  #visibleTo(namespace: string): ReadonlyMap<string, RoutedService> {
    return remember(this.#visible, this.#isSameForAll ? '*' : namespace, () =>
      byHost(visibleServices(this.#registry, namespace)),
    );
  }

  #scopeOf(
    client: RouteClient,
    sidecar: KubeObject | undefined,
  ): { key: string; scope: SidecarScope } {
    const key = JSON.stringify([
      sidecar || !this.#isSameForAll ? client.namespace : '*',
      sidecar && refKey(refOf(sidecar)),
    ]);
    return {
      key,
      scope: remember(this.#scopes, key, () =>
        sidecarScope(
          this.#mesh,
          this.#registry,
          this.#rules,
          client.namespace,
          sidecar,
        ),
      ),
    };
  }

  #domainOf({ namespace }: RouteClient): string {
    return `${namespace}.svc.${this.#mesh.config.clusterDomain}`;
  }

  #virtualHostsAt(
    client: RouteClient,
    scopeKey: string,
    egress: Egress,
    port: number,
  ): VirtualHosts {
    const key = JSON.stringify([
      scopeKey,
      port,
      this.#isSameForAll ? '*' : client.namespace,
      this.#askedLabels.map(label => client.labels[label]),
    ]);
    return remember(
      this.#virtualHosts,
      key,
      () => new VirtualHosts(egress, client, port),
    );
  }

  /** The service that DNS gives a client for a host. */
  #dialled(host: string, client: RouteClient): RoutedService | undefined {
    return [host, ...longHosts(host, this.#domainOf(client))]
      .map(name => this.#allHosts.get(name))
      .find(service => service !== undefined);
  }

  #gatewayOf(client: RouteClient): GatewayProxy {
    const { namespace, labels, addresses } = client;
    const key = JSON.stringify([
      namespace,
      Object.entries(labels).sort(),
      addresses,
    ]);
    return remember(this.#proxies, key, () => {
      const targets = this.#registry.filter(
        service => service.namespace === namespace && service.selects(client),
      );
      return new GatewayProxy(
        client,
        mergeServers(this.#gateways, targets, client),
        gateway =>
          rulesSeenFrom(namespace, this.#rulesByGateway.get(gateway) ?? []),
      );
    });
  }

  #contextOf(client: RouteClient): RouteContext {
    return {
      mesh: this.#mesh,
      client,
      find: host => this.#visibleTo(client.namespace).get(host)?.service,
    };
  }

  /** @param proxy - the one that routes: that of the caller, or a waypoint */
  #answerOutbound(
    request: RouteRequest,
    caller: RouteClient,
    proxy: RouteClient,
    known: { key: string; scope: SidecarScope },
  ): RouteAnswer {
    return answerOutbound(
      {
        ...this.#contextOf(proxy),
        scope: known.scope,
        domain: this.#domainOf(caller),
        dialledService: host => this.#dialled(host, caller),
        virtualHosts: (egress, port) =>
          this.#virtualHostsAt(proxy, known.key, egress, port),
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
        ? this.#registry.find(({ addresses }) =>
            addresses.some(
              range => address !== undefined && isInRange(address, range),
            ),
          )
        : this.#dialled(hostWithoutPort(host), caller);
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
        this.#scopeOf(proxy, undefined),
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
        { ...this.#contextOf(client), gateway: this.#gatewayOf(client) },
        request,
      );
    }
    if (
      'sidecar' in from &&
      (from.sidecar.state === 'none' || from.sidecar.state === 'ambient')
    ) {
      return this.#answerUnproxied(request, client, from);
    }
    const scope = this.#scopeOf(client, this.#sidecars.of(client));
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

  /** See `Mesh.route`. */
  route(request: RouteRequest): RouteAnswer {
    const answer = this.#answer(request);
    return this.#placed(
      withPatches(this.#mesh, clientOf(request.from), answer),
    );
  }
}
