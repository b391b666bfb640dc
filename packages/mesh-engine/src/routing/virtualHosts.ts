import { domainsOf } from './domains';
import { HostTable, hostsOverlap } from './hostNames';
import { DEFAULT_ROUTE, httpRoutesOf, type HttpRoute } from './httpRoutesOf';
import type { RoutedService } from './registry';
import type { EgressScope } from './sidecarScope';
import type { RouteClient, RoutingRules } from './types';

/** A host that a sidecar knows at a port, and its routes. */
export interface VirtualHost {
  /** Full name of the service, or the host as the VirtualService has it. */
  host: string;
  port: number;
  service?: RoutedService;
  /** Host headers that it is for. */
  domains: readonly string[];
  routes: readonly HttpRoute[];
  rules?: RoutingRules;
}

/** Protocols that are routed by request: HTTP, and what the proxy may find to be HTTP. */
const BY_REQUEST = ['http', 'http2', 'grpc', 'grpc-web', 'auto'];

export const isRoutedByRequest = (protocol: string): boolean =>
  BY_REQUEST.includes(protocol);

/** Port of hosts that no service has, which VirtualServices may still route. */
const UNKNOWN_HOSTS_PORT = 80;

interface Group {
  services: RoutedService[];
  /** Hosts of the rules that no service has. */
  others: string[];
  routes: readonly HttpRoute[];
  rules: RoutingRules;
}

function servicesOfRules(
  rules: RoutingRules,
  services: ReadonlyMap<string, RoutedService>,
  owners: HostTable<RoutingRules>,
): { known: RoutedService[]; others: string[] } {
  const known: RoutedService[] = [];
  const others: string[] = [];
  for (const host of rules.hosts.filter(name => !name.startsWith('*'))) {
    const service = services.get(host);
    if (service) {
      known.push(service);
    } else {
      others.push(host);
    }
  }
  for (const host of rules.hosts.filter(name => name.startsWith('*'))) {
    const overlapping = rules.gatewaySemantics
      ? []
      : [...services.values()].filter(service =>
          hostsOverlap(service.host, host),
        );
    known.push(
      ...overlapping.filter(service => owners.find(service.host) === rules),
    );
    if (overlapping.length === 0) {
      others.push(host);
    }
  }
  return { known, others };
}

function groupsOf(
  rules: RoutingRules,
  services: ReadonlyMap<string, RoutedService>,
  owners: HostTable<RoutingRules>,
  client: RouteClient,
  port: number,
): Group[] {
  const routes = httpRoutesOf(rules, client, port, ['mesh']);
  if (routes.length === 0) {
    return [];
  }
  const { known, others } = servicesOfRules(rules, services, owners);
  const allowed = rules.gatewaySemantics
    ? known.filter(
        ({ namespace }) =>
          namespace === rules.namespace || client.namespace === rules.namespace,
      )
    : known;
  if (rules.gatewaySemantics && allowed.length === 0) {
    return [];
  }
  const here = allowed.filter(({ ports }) =>
    ports.some(
      ({ number, protocol }) => number === port && isRoutedByRequest(protocol),
    ),
  );
  return here.length > 0 || port === UNKNOWN_HOSTS_PORT
    ? [{ services: here, others, routes, rules }]
    : [];
}

/**
 * The hosts that a sidecar knows at a port: first those of VirtualServices, oldest first, then the services that none
 * is for. A host header belongs to the first that asks for it. Source: Istio's BuildSidecarOutboundVirtualHosts.
 * @param domain - that short names of the caller are completed with
 */
function listVirtualHosts(
  scope: EgressScope,
  client: RouteClient,
  port: number,
  domain: string,
): VirtualHost[] {
  const services = new Map(
    (scope.services.get(port) ?? []).map(service => [service.host, service]),
  );
  const groups = scope.virtualServices.flatMap(rules =>
    groupsOf(rules, services, scope.owners, client, port),
  );
  const routed = new Set(groups.flatMap(group => group.services));
  const plain = [...services.values()].filter(service => !routed.has(service));
  const full = new Set([...services.keys()]);
  const hosts = new Set<string>();
  const taken = new Set<string>();
  const virtualHosts: VirtualHost[] = [];
  const add = (virtualHost: VirtualHost) => {
    const { host, service } = virtualHost;
    if (hosts.has(host)) {
      return;
    }
    hosts.add(host);
    const domains = virtualHost.domains.filter(
      name =>
        !taken.has(name) &&
        (name === host || name === service?.host || !full.has(name)),
    );
    domains.forEach(name => taken.add(name));
    if (domains.length > 0) {
      virtualHosts.push({ ...virtualHost, domains });
    }
  };
  const ofService = (
    service: RoutedService,
    routes: readonly HttpRoute[],
    rules?: RoutingRules,
  ): VirtualHost => ({
    host: service.host,
    port,
    service,
    domains: domainsOf(
      {
        host: service.host,
        aliases: service.aliases,
        addresses: service.addresses,
        namesPods: service.isKubernetes && service.keepsAddress,
      },
      domain,
    ),
    routes,
    rules,
  });
  for (const { others, routes, rules, services: known } of groups) {
    for (const host of others) {
      add({ host, port, domains: [host], routes, rules });
    }
    for (const service of known) {
      add(ofService(service, routes, rules));
    }
  }
  for (const service of plain) {
    const at = service.ports.find(({ number }) => number === port);
    if (at && isRoutedByRequest(at.protocol)) {
      add(ofService(service, [DEFAULT_ROUTE]));
    }
  }
  return virtualHosts;
}

/** The hosts that a sidecar knows at a port. */
export class VirtualHosts {
  readonly #byDomain = new HostTable<VirtualHost>();
  readonly #byService = new Map<string, VirtualHost>();

  /** @param domain - that short names of the caller are completed with */
  constructor(
    scope: EgressScope,
    client: RouteClient,
    port: number,
    domain: string,
  ) {
    for (const virtualHost of listVirtualHosts(scope, client, port, domain)) {
      for (const name of virtualHost.domains) {
        this.#byDomain.add(name, virtualHost);
      }
      if (virtualHost.service) {
        this.#byService.set(virtualHost.service.host, virtualHost);
      }
    }
  }

  /** The one that a Host header is for. */
  find(host: string): VirtualHost | undefined {
    return this.#byDomain.find(host);
  }

  /** The one of a service, whatever the Host header. */
  ofService(host: string): VirtualHost | undefined {
    return this.#byService.get(host);
  }
}
