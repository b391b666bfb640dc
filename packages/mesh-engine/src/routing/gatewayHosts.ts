import { asRecord } from '../resources/fields';
import { withoutNamespace } from './gatewayBranches';
import { hostsForNamespace, intersectHosts } from './hostNames';
import { takesEverything } from './httpMatch';
import { httpRoutesOf, type HttpRoute } from './httpRoutesOf';
import type { GatewayServer } from './mergedServers';
import type { RouteClient, RoutingRules } from './types';

/** A host that a gateway knows at a port, and its routes. */
export interface GatewayHost {
  host: string;
  server: GatewayServer;
  routes: HttpRoute[];
  /** Plain requests are redirected to HTTPS. */
  redirectsToHttps: boolean;
}

/** What takes everything goes last, whichever VirtualService it comes from. */
function sortRoutes(routes: readonly HttpRoute[]): HttpRoute[] {
  return [
    ...routes.filter(({ match }) => !takesEverything(match)),
    ...routes.filter(({ match }) => takesEverything(match)),
  ];
}

/** The hosts of HTTP servers that share a port. @param rulesFor - the rules that a Gateway's key is named by, in order */
export function gatewayHosts(
  servers: readonly GatewayServer[],
  rulesFor: (gateway: string) => readonly RoutingRules[],
  client: RouteClient,
): GatewayHost[] {
  const byHost = new Map<string, GatewayHost>();
  const hostOf = (host: string, server: GatewayServer): GatewayHost => {
    const known = byHost.get(host);
    const found = known ?? {
      host,
      server,
      routes: [],
      redirectsToHttps: false,
    };
    byHost.set(host, found);
    return found;
  };
  for (const server of servers) {
    const { key } = server.gateway;
    const redirects = asRecord(server.server.tls).httpsRedirect === true;
    for (const rules of rulesFor(key)) {
      const hosts = intersectHosts(
        hostsForNamespace(server.hosts, rules.namespace),
        rules.hosts,
      );
      const routes =
        hosts.length > 0 ? httpRoutesOf(rules, client, server.port, [key]) : [];
      if (routes.length > 0) {
        for (const host of hosts) {
          const found = hostOf(host, server);
          found.routes.push(...routes);
          found.redirectsToHttps ||= redirects;
        }
      }
    }
    if (redirects) {
      for (const host of server.hosts.map(withoutNamespace)) {
        hostOf(host, server).redirectsToHttps = true;
      }
    }
  }
  return [...byHost.values()].map(host => ({
    ...host,
    routes: sortRoutes(host.routes),
  }));
}
