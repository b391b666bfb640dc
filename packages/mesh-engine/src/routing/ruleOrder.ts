import type { Mesh } from '../mesh/Mesh';
import { byAge } from '../resources/byAge';
import { isVisible } from './exportTo';
import { readHttpRoutes } from './httpRoutes';
import { readIngresses } from './ingresses';
import type { RoutingRules } from './types';
import { readVirtualServices } from './virtualServices';

/** All rules of a mesh in Istio's order: those of Ingresses, which have no age, then the oldest first, then what delegates. */
export function readRules(mesh: Mesh): RoutingRules[] {
  const virtualServices = readVirtualServices(mesh);
  return [
    ...readIngresses(mesh),
    ...[
      ...virtualServices.filter(({ delegates }) => !delegates),
      ...readHttpRoutes(mesh),
    ].sort((a, b) => byAge(a.object, b.object)),
    ...virtualServices.filter(({ delegates }) => delegates),
  ];
}

function rank({ exportTo, namespace }: RoutingRules): number {
  if (exportTo.has('*')) {
    return 2;
  }
  return exportTo.size === 1 && exportTo.has(namespace) ? 0 : 1;
}

/** The rules that a namespace sees: private ones first, then those exported to it, then public ones. */
export function rulesSeenFrom(
  namespace: string,
  rules: readonly RoutingRules[],
): RoutingRules[] {
  return rules
    .filter(({ exportTo }) => isVisible(exportTo, namespace))
    .sort((a, b) => rank(a) - rank(b));
}
