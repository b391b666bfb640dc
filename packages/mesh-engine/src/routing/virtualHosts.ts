import { longHosts } from './domains';
import { HostTable, hostsOverlap } from './hostNames';
import { DEFAULT_ROUTE, httpRoutesOf, type HttpRoute } from './httpRoutesOf';
import type { RoutedService } from './registry';
import type { Egress } from './Egress';
import { isRoutedByRequest } from './binds';
import type { RouteClient, RoutingRules } from './types';

/** A host that a sidecar knows at a port, and its routes. */
export interface VirtualHost {
  /** Full name of the service, or the host as the VirtualService has it. */
  host: string;
  port: number;
  service?: RoutedService;
  routes: readonly HttpRoute[];
}

/** Port of hosts that no service has, which VirtualServices may still route. */
const UNKNOWN_HOSTS_PORT = 80;

interface Group {
  services: RoutedService[];
  /** Hosts of the rules that no service has. */
  others: string[];
  routes: readonly HttpRoute[];
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
    ? [{ services: here, others, routes }]
    : [];
}

/**
 * The hosts that a sidecar knows at a port: first those of VirtualServices, oldest first, then the services that none
 * is for. Source: Istio's BuildSidecarOutboundVirtualHosts.
 */
function listVirtualHosts(
  egress: Egress,
  client: RouteClient,
  port: number,
): VirtualHost[] {
  const services = new Map(
    egress.servicesAt(port).map(service => [service.host, service]),
  );
  const groups = egress.virtualServices.flatMap(rules =>
    groupsOf(rules, services, egress.owners, client, port),
  );
  const routed = new Set(groups.flatMap(group => group.services));
  const plain = [...services.values()].filter(
    service =>
      !routed.has(service) &&
      service.ports.some(
        ({ number, protocol }) =>
          number === port && isRoutedByRequest(protocol),
      ),
  );
  return [
    ...groups.flatMap(({ others, routes, services: known }) => [
      ...others.map(host => ({ host, port, routes })),
      ...known.map(service => ({
        host: service.host,
        port,
        service,
        routes,
      })),
    ]),
    ...plain.map(service => ({
      host: service.host,
      port,
      service,
      routes: [DEFAULT_ROUTE],
    })),
  ];
}

/** The hosts that a sidecar knows at a port; a Host header belongs to the first that asks for it. */
export class VirtualHosts {
  readonly #byDomain = new HostTable<VirtualHost>();
  /** By the names of services alone, which callers may shorten. */
  readonly #byName = new HostTable<VirtualHost>();

  constructor(egress: Egress, client: RouteClient, port: number) {
    const hosts = new Set<string>();
    const beside: [string, VirtualHost][] = [];
    for (const virtualHost of listVirtualHosts(egress, client, port)) {
      const { host, service } = virtualHost;
      if (!hosts.has(host)) {
        hosts.add(host);
        this.#byDomain.add(host, virtualHost);
        if (service) {
          this.#byName.add(host, virtualHost);
          namesBeside(service).forEach(name =>
            beside.push([name, virtualHost]),
          );
        }
      }
    }
    for (const [name, virtualHost] of beside) {
      this.#byDomain.add(name, virtualHost);
      this.#byName.add(name, virtualHost);
    }
  }

  /** The one that a Host header is for. @param domain - that short names of the caller are completed with */
  find(host: string, domain: string): VirtualHost | undefined {
    const exact = this.#byDomain.get(host);
    if (exact) {
      return exact;
    }
    const long = longHosts(host, domain);
    const first = (find: (name: string) => VirtualHost | undefined) =>
      long.map(find).find(found => found !== undefined);
    return (
      first(name => this.#byName.get(name)) ??
      first(name => this.#byName.find(name)) ??
      this.#byDomain.find(host)
    );
  }

  /** The one of a service, whatever the Host header. */
  ofService(host: string): VirtualHost | undefined {
    return this.#byName.get(host);
  }
}

/** Names of a service besides its host; what is short for them is not listed. */
function namesBeside(service: RoutedService): string[] {
  const { host, aliases, addresses, namesPods } = service;
  return [
    ...aliases,
    ...(namesPods ? [host, ...aliases].map(name => `*.${name}`) : []),
    ...addresses.filter(address => !address.includes('/')),
  ];
}
