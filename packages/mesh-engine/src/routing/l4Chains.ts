import { selects } from '../mesh/selectors';
import type { ServicePort } from '../mesh/types';
import {
  asLabels,
  asList,
  asNumber,
  asRecord,
  asText,
  asTexts,
} from '../resources/fields';
import { isInRange, rangeLength } from './addresses';
import type { Bind } from './binds';
import { shortHosts } from './domains';
import { HostTable, hostsOverlap } from './hostNames';
import type { RoutedService } from './registry';
import type { PlacedRule, RouteClient, RoutingRules } from './types';

/** Connections that one route takes: by address, and by server name where it is for TLS. */
export interface L4Chain {
  /** None for every address. */
  ranges: readonly string[];
  /** None for every server name, and for connections without. */
  serverNames: readonly string[];
  /** Absent where connections go to the service itself. */
  rule?: PlacedRule;
  service?: RoutedService;
}

type Match = Readonly<Record<string, unknown>>;

/** Whether a match of a TLS or TCP rule is for a proxy and port. */
export function isL4MatchFor(
  match: Match,
  client: RouteClient,
  gateways: readonly string[],
  port: number,
): boolean {
  const named = asTexts(match.gateways);
  const wanted = asNumber(match.port) ?? 0;
  const namespace = asText(match.sourceNamespace) ?? '';
  return (
    (named.length === 0 || named.some(name => gateways.includes(name))) &&
    selects(asLabels(match.sourceLabels), client.labels) &&
    (wanted === 0 || wanted === port) &&
    (namespace === '' || namespace === client.namespace)
  );
}

function tlsChains(
  service: RoutedService,
  port: ServicePort,
  bind: Bind,
  rules: readonly RoutingRules[],
  client: RouteClient,
  domain: string,
): L4Chain[] {
  const own = bind.range === undefined ? [] : [bind.range];
  const seen = new Set<string>();
  const chains: L4Chain[] = [];
  for (const entry of rules.flatMap(({ tls }) => tls)) {
    for (const match of asList(entry.rule.match).map(asRecord)) {
      const names = asTexts(match.sniHosts).map(name => name.toLowerCase());
      const subnets = asTexts(match.destinationSubnets);
      const key = JSON.stringify([names, subnets]);
      if (
        isL4MatchFor(match, client, ['mesh'], port.number) &&
        !seen.has(key)
      ) {
        seen.add(key);
        chains.push({
          ranges: subnets.length > 0 ? subnets : own,
          serverNames: names,
          rule: entry,
        });
      }
    }
  }
  if (chains.length > 0) {
    return chains;
  }
  const names = [
    service.host,
    ...service.aliases.flatMap(alias => [alias, ...shortHosts(alias, domain)]),
  ];
  return [
    {
      ranges: own,
      serverNames: bind.address === undefined ? names : [],
      service,
    },
  ];
}

function tcpChains(
  service: RoutedService,
  port: ServicePort,
  bind: Bind,
  rules: readonly RoutingRules[],
  client: RouteClient,
): L4Chain[] {
  const ranges = bind.range === undefined ? [] : [bind.range];
  const chains: L4Chain[] = [];
  for (const entry of rules.flatMap(({ tcp }) => tcp)) {
    const matches = asList(entry.rule.match).map(asRecord);
    const fitting = matches.filter(match =>
      isL4MatchFor(match, client, ['mesh'], port.number),
    );
    const subnets = fitting.map(match => asTexts(match.destinationSubnets));
    if (matches.length === 0 || subnets.some(list => list.length === 0)) {
      return [...chains, { ranges, serverNames: [], rule: entry }];
    }
    if (subnets.length > 0) {
      chains.push({ ranges: subnets.flat(), serverNames: [], rule: entry });
    }
  }
  return [...chains, { ranges, serverNames: [], service }];
}

/**
 * The routes that a service gives connections at a port of a sidecar.
 * Source: Istio's buildSidecarOutboundTCPTLSFilterChainOpts.
 */
export function l4ChainsOf(
  service: RoutedService,
  port: ServicePort,
  bind: Bind,
  virtualServices: readonly RoutingRules[],
  client: RouteClient,
  domain: string,
): L4Chain[] {
  const rules = virtualServices.filter(({ hosts }) =>
    hosts.some(host => hostsOverlap(host, service.host)),
  );
  return ['tls', 'https'].includes(port.protocol)
    ? tlsChains(service, port, bind, rules, client, domain)
    : tcpChains(service, port, bind, rules, client);
}

/** The chain that takes a connection, as Envoy chooses: the narrowest range, then the closest server name; the first of equals. */
export function chooseChain(
  chains: readonly L4Chain[],
  address: string | undefined,
  serverName: string | undefined,
): L4Chain | undefined {
  const reach = ({ ranges }: L4Chain) =>
    ranges.length === 0
      ? 0
      : Math.max(
          -1,
          ...ranges
            .filter(range => address !== undefined && isInRange(address, range))
            .map(rangeLength),
        );
  const longest = Math.max(-1, ...chains.map(reach));
  const near =
    longest < 0 ? [] : chains.filter(chain => reach(chain) === longest);
  const byName = new HostTable<L4Chain>();
  for (const chain of near) {
    for (const name of chain.serverNames) {
      byName.add(name, chain);
    }
  }
  return (
    (serverName === undefined
      ? undefined
      : byName.find(serverName.toLowerCase())) ??
    near.find(({ serverNames }) => serverNames.length === 0)
  );
}
