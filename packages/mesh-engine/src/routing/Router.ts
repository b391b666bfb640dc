import type { Mesh } from '../mesh/Mesh';
import type { MeshService } from '../mesh/types';
import { asList, asLabels, asRecord } from '../resources/fields';
import { refKey, refOf } from '../resources/ref';
import { clientOf } from './client';
import { longHosts } from './domains';
import type { Egress } from './Egress';
import { answerGateway } from './gatewayAnswer';
import { readGateways } from './gatewayConfigs';
import { readHttpRoutes } from './httpRoutes';
import { readIngresses } from './ingresses';
import { isVisible } from './exportTo';
import { mergeServers } from './mergedServers';
import { answerOutbound } from './outbound';
import {
  buildRegistry,
  byHost,
  visibleServices,
  type RoutedService,
} from './registry';
import { SidecarIndex } from './SidecarIndex';
import { sidecarScope, type SidecarScope } from './sidecarScope';
import type {
  RouteAnswer,
  RouteClient,
  RouteRequest,
  RoutingRules,
} from './types';
import { readVirtualServices } from './virtualServices';
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
  /** Servers of gateways, by the workload or client that asks. */
  readonly #servers = new WeakMap<
    RouteRequest['from'],
    ReturnType<typeof mergeServers>
  >();
  readonly #virtualHosts = new Map<string, VirtualHosts>();

  constructor(mesh: Mesh) {
    this.#mesh = mesh;
    this.#sidecars = new SidecarIndex(mesh);
    this.#registry = buildRegistry(mesh);
    this.#rules = [
      ...readVirtualServices(mesh),
      ...readHttpRoutes(mesh),
      ...readIngresses(mesh),
    ];
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
      this.#rules.every(({ gatewaySemantics }) => !gatewaySemantics) &&
      matches.every(({ sourceNamespace }) => sourceNamespace === undefined);
  }

  #visibleTo(namespace: string): ReadonlyMap<string, RoutedService> {
    return remember(this.#visible, this.#isSameForAll ? '*' : namespace, () =>
      byHost(visibleServices(this.#registry, namespace)),
    );
  }

  #scopeOf(client: RouteClient): { key: string; scope: SidecarScope } {
    const sidecar = this.#sidecars.of(client);
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

  #serversOf(
    from: RouteRequest['from'],
    client: RouteClient,
  ): ReturnType<typeof mergeServers> {
    const known = this.#servers.get(from);
    if (known) {
      return known;
    }
    const targets = this.#registry.filter(
      service =>
        service.namespace === client.namespace && service.selects(client),
    );
    const servers = mergeServers(this.#gateways, targets, client);
    this.#servers.set(from, servers);
    return servers;
  }

  /** See `Mesh.route`. */
  route(request: RouteRequest): RouteAnswer {
    const client = clientOf(request.from);
    const find = (host: string): MeshService | undefined =>
      this.#visibleTo(client.namespace).get(host)?.service;
    if (client.kind === 'gateway') {
      return answerGateway(
        {
          mesh: this.#mesh,
          client,
          servers: this.#serversOf(request.from, client),
          rulesFor: gateway =>
            (this.#rulesByGateway.get(gateway) ?? []).filter(({ exportTo }) =>
              isVisible(exportTo, client.namespace),
            ),
          find,
        },
        request,
      );
    }
    const { key, scope } = this.#scopeOf(client);
    return answerOutbound(
      {
        mesh: this.#mesh,
        client,
        scope,
        domain: this.#domainOf(client),
        find,
        dialledService: host => this.#dialled(host, client),
        virtualHosts: (egress, port) =>
          this.#virtualHostsAt(client, key, egress, port),
      },
      request,
    );
  }
}
