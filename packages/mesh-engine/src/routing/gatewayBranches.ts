import { asList, asRecord, asTexts, at } from '../resources/fields';
import { hostsForNamespace, intersectHosts } from './hostNames';
import { isL4MatchFor, type L4Chain } from './l4Chains';
import type { GatewayServer } from './mergedServers';
import { isHttpServer, isPassThroughServer, isTlsServer } from './servers';
import type { RoutingRules } from './types';

/** Connections that a server takes, by server name. */
export interface Branch {
  server: GatewayServer;
  serverNames: readonly string[];
  /** Absent where requests are routed, and where the server name itself says the service. */
  chain?: L4Chain;
  /** The server name says which service is meant: calls between clusters. */
  isAuto?: boolean;
}

export const withoutNamespace = (host: string): string =>
  host.slice(host.indexOf('/') + 1);

/** Whether a match is for a server; who calls does not matter at a gateway. */
function isForServer(
  match: Record<string, unknown>,
  { gateway, port }: GatewayServer,
): boolean {
  return isL4MatchFor(
    { gateways: match.gateways, port: match.port },
    { kind: 'gateway', namespace: gateway.namespace, labels: {} },
    [gateway.key],
    port,
  );
}

const matchesOf = (rule: Record<string, unknown>) =>
  asList(rule.match).map(asRecord);

function tcpBranch(
  server: GatewayServer,
  rules: readonly RoutingRules[],
): Branch[] {
  const rule = rules
    .flatMap(({ tcp }) => tcp)
    .find(({ rule: { match } }) => {
      const matches = matchesOf({ match });
      return (
        matches.length === 0 ||
        matches.some(entry => isForServer(entry, server))
      );
    });
  return rule
    ? [
        {
          server,
          serverNames: isTlsServer(server.server)
            ? server.hosts.map(withoutNamespace)
            : [],
          chain: { ranges: [], serverNames: [], rule },
        },
      ]
    : [];
}

function tlsBranches(
  server: GatewayServer,
  rules: readonly RoutingRules[],
): Branch[] {
  const taken = new Set<string>();
  return rules
    .flatMap(({ tls }) => tls)
    .flatMap(rule =>
      matchesOf(rule.rule)
        .filter(match => isForServer(match, server))
        .map(match => asTexts(match.sniHosts).map(name => name.toLowerCase()))
        .filter(names => {
          const isFree = !names.some(name => taken.has(name));
          names.forEach(name => taken.add(name));
          return isFree;
        })
        .map(serverNames => ({
          server,
          serverNames,
          chain: { ranges: [], serverNames: [], rule },
        })),
    );
}

/** The connections that a server of a gateway takes. @param rules - that are bound to its Gateway, in order */
export function branchesOf(
  server: GatewayServer,
  rules: readonly RoutingRules[],
): Branch[] {
  const serverNames = server.hosts.map(withoutNamespace);
  if (isHttpServer(server.server)) {
    return [
      { server, serverNames: isTlsServer(server.server) ? serverNames : [] },
    ];
  }
  const shared = rules.filter(
    ({ namespace, hosts }) =>
      intersectHosts(hostsForNamespace(server.hosts, namespace), hosts).length >
      0,
  );
  if (!isPassThroughServer(server.server)) {
    return tcpBranch(server, shared);
  }
  const isAuto = at(server.server, 'tls', 'mode') === 'AUTO_PASSTHROUGH';
  return [
    ...tlsBranches(server, shared),
    ...(isAuto ? [{ server, serverNames, isAuto }] : []),
  ];
}
