import { asList, asRecord, asText } from '../resources/fields';
import type { RoutedService } from './registry';
import type { RoutingRules } from './types';

/** Namespaces from which a mesh without Sidecars may not look as it does from all others. */
export function distinctNamespaces(
  registry: readonly RoutedService[],
  rules: readonly RoutingRules[],
): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { exportTo } of [...registry, ...rules]) {
    if (!exportTo.has('*')) {
      exportTo.forEach(namespace => found.add(namespace));
    }
  }
  for (const { gatewaySemantics, gateways, namespace, http } of rules) {
    if (gatewaySemantics && gateways.includes('mesh')) {
      found.add(namespace);
    }
    for (const match of http.flatMap(({ rule }) => asList(rule.match))) {
      found.add(asText(asRecord(match).sourceNamespace) ?? '');
    }
  }
  return found;
}
