import { selects } from '../mesh/selectors';
import {
  asLabels,
  asList,
  asNumber,
  asRecord,
  asText,
  asTexts,
} from '../resources/fields';
import { readHttpMatch, takesEverything, type HttpMatch } from './httpMatch';
import type { PlacedRule, RouteClient, RoutingRules } from './types';

/** One match of one rule, for one proxy and port. */
export interface HttpRoute {
  /** Absent for the default route of a service. */
  rule?: PlacedRule;
  /** Position among the matches of the rule. */
  matchIndex?: number;
  match: HttpMatch;
  /** As Envoy has it: names of rule and match. */
  name: string;
}

type Match = Readonly<Record<string, unknown>>;

/** Whether a match is for this proxy: named gateways count alone, else labels and namespace of the caller. */
function isForClient(
  match: Match,
  client: RouteClient,
  gateways: readonly string[],
): boolean {
  const named = asTexts(match.gateways);
  if (named.length > 0) {
    return named.some(name => gateways.includes(name));
  }
  const namespace = asText(match.sourceNamespace) ?? '';
  return (
    selects(asLabels(match.sourceLabels), client.labels) &&
    (namespace === '' || namespace === client.namespace)
  );
}

function isForPort(match: Match, port: number): boolean {
  const wanted = asNumber(match.port);
  return wanted === undefined || wanted === 0 || wanted === port;
}

/**
 * The routes that a set of rules gives a proxy at a port, in the order in which they are asked. Nothing comes after
 * one that takes everything. Source: Istio's BuildHTTPRoutesForVirtualService.
 * @param gateways - that the proxy serves: `mesh` for sidecars, else `namespace/name`
 */
export function httpRoutesOf(
  rules: Pick<RoutingRules, 'http' | 'gatewaySemantics'>,
  client: RouteClient,
  port: number,
  gateways: readonly string[],
): HttpRoute[] {
  const routes: HttpRoute[] = [];
  for (const entry of rules.http) {
    const name = asText(entry.rule.name) ?? '';
    const matches = asList(entry.rule.match).map(asRecord);
    if (matches.length === 0) {
      routes.push({
        rule: entry,
        match: readHttpMatch(undefined, rules.gatewaySemantics),
        name,
      });
      return routes;
    }
    for (const [matchIndex, fields] of matches.entries()) {
      if (isForPort(fields, port) && isForClient(fields, client, gateways)) {
        const match = readHttpMatch(fields, rules.gatewaySemantics);
        const ofMatch = asText(fields.name);
        routes.push({
          rule: entry,
          matchIndex,
          match,
          name: ofMatch ? `${name}.${ofMatch}` : name,
        });
        if (takesEverything(match)) {
          return routes;
        }
      }
    }
  }
  return routes;
}

/** The route that a service has without any rule. */
export const DEFAULT_ROUTE: HttpRoute = {
  match: readHttpMatch(undefined, false),
  name: 'default',
};
