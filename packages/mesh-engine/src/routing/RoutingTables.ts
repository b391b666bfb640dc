import { sidecarIndex } from '../connection/sidecarIndex';
import type { Mesh } from '../mesh/Mesh';
import type { MeshConfig } from '../mesh/meshConfig';
import { perMesh } from '../mesh/perMesh';
import { asLabels, asList, asRecord } from '../resources/fields';
import { refKey, refOf } from '../resources/ref';
import type { KubeObject } from '../resources/types';
import { longHosts } from './domains';
import { distinctNamespaces } from './distinctNamespaces';
import type { Egress } from './Egress';
import { readGateways } from './gatewayConfigs';
import { GatewayProxy } from './GatewayProxy';
import { mergeServers } from './mergedServers';
import {
  buildRegistry,
  byHost,
  ServiceFinder,
  type RoutedService,
} from './registry';
import { readRules, rulesSeenFrom } from './ruleOrder';
import type { SidecarIndex } from './SidecarIndex';
import { MeshCatalog, sidecarScope, type SidecarScope } from './sidecarScope';
import type { RouteClient, RoutingRules } from './types';
import { VirtualHosts } from './virtualHosts';

/** How many answers of one kind are remembered. */
const REMEMBERED = 2000;

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

/** What a proxy knows; proxies with the same key know the same. */
export interface KnownScope {
  key: string;
  scope: SidecarScope;
}

/** What the answers for requests are told from; what several of them ask is computed once, and from nothing else. */
export class RoutingTables {
  readonly #config: MeshConfig;
  readonly #sidecars: SidecarIndex;
  readonly registry: readonly RoutedService[];
  readonly #rules: readonly RoutingRules[];
  readonly #gateways: ReturnType<typeof readGateways>;
  readonly #rulesByGateway: ReadonlyMap<string, readonly RoutingRules[]>;
  readonly #allHosts: ReadonlyMap<string, RoutedService>;
  readonly #catalog: MeshCatalog;
  readonly #finder: ServiceFinder;
  readonly #distinct: ReadonlySet<string>;
  /** Labels of callers that some rule asks for. */
  readonly #askedLabels: readonly string[];
  readonly #scopes = new Map<string, SidecarScope>();
  readonly #proxies = new Map<string, GatewayProxy>();
  readonly #virtualHosts = new Map<string, VirtualHosts>();

  constructor(mesh: Mesh) {
    this.#config = mesh.config;
    this.#sidecars = sidecarIndex(mesh);
    this.registry = buildRegistry(mesh);
    this.#rules = readRules(mesh);
    this.#gateways = readGateways(mesh);
    const byGateway = new Map<string, RoutingRules[]>();
    for (const rules of this.#rules) {
      for (const gateway of new Set(rules.gateways)) {
        byGateway.set(gateway, [...(byGateway.get(gateway) ?? []), rules]);
      }
    }
    this.#rulesByGateway = byGateway;
    const hosts = byHost(this.registry);
    this.#allHosts = new Map([
      ...[...hosts.values()].flatMap(service =>
        service.aliases.map((alias): [string, RoutedService] => [
          alias,
          service,
        ]),
      ),
      ...hosts,
    ]);
    const asked = this.#rules
      .flatMap(({ http }) => http)
      .flatMap(({ rule }) => asList(rule.match))
      .flatMap(match => Object.keys(asLabels(asRecord(match).sourceLabels)));
    this.#askedLabels = [...new Set(asked)].sort();
    this.#catalog = new MeshCatalog(this.registry, this.#rules);
    this.#finder = new ServiceFinder(this.registry);
    this.#distinct = distinctNamespaces(this.registry, this.#rules);
  }

  /** A namespace, or one name for all from which the mesh looks the same. */
  #viewpoint(namespace: string): string {
    return this.#distinct.has(namespace) ? namespace : '*';
  }

  /** The service of a host, as a namespace sees it. */
  find(host: string, namespace: string): RoutedService | undefined {
    return this.#finder.find(host, namespace);
  }

  /** What a sidecar knows. */
  scopeOf(client: RouteClient): KnownScope {
    return this.scopeWith(client, this.#sidecars.of(client));
  }

  /** What a proxy knows that a Sidecar, or none, limits. */
  scopeWith(client: RouteClient, sidecar: KubeObject | undefined): KnownScope {
    const key = JSON.stringify([
      sidecar ? client.namespace : this.#viewpoint(client.namespace),
      sidecar && refKey(refOf(sidecar)),
    ]);
    return {
      key,
      scope: remember(this.#scopes, key, () =>
        sidecarScope(this.#config, this.#catalog, client.namespace, sidecar),
      ),
    };
  }

  /** What short names of a client are completed with. */
  domainOf({ namespace }: RouteClient): string {
    return `${namespace}.svc.${this.#config.clusterDomain}`;
  }

  /** The hosts that a sidecar knows at a port. */
  virtualHostsAt(
    client: RouteClient,
    scopeKey: string,
    egress: Egress,
    port: number,
  ): VirtualHosts {
    const key = JSON.stringify([
      scopeKey,
      port,
      this.#viewpoint(client.namespace),
      this.#askedLabels.map(label => client.labels[label]),
    ]);
    return remember(
      this.#virtualHosts,
      key,
      () => new VirtualHosts(egress, client, port),
    );
  }

  /** The service that DNS gives a client for a host. */
  dialled(host: string, client: RouteClient): RoutedService | undefined {
    return (
      this.#allHosts.get(host) ??
      longHosts(host, this.domainOf(client))
        .map(name => this.#allHosts.get(name))
        .find(service => service !== undefined)
    );
  }

  /** What the pods of a gateway know. */
  gatewayOf(client: RouteClient): GatewayProxy {
    const { namespace, labels, addresses } = client;
    const key = JSON.stringify([
      namespace,
      Object.entries(labels).sort(),
      addresses,
    ]);
    return remember(this.#proxies, key, () => {
      const targets = this.registry.filter(
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
}

/** The tables of a mesh. */
export const tablesOf = perMesh(mesh => new RoutingTables(mesh));
