import { ParameterError } from '../../ParameterError';
import type { PlanContext } from '../../types';
import type { RouteTarget } from '../parameters/target';
import { GATEWAY_API, ISTIO } from '../rules/language';
import { findRoutes, type ServiceRoutes } from './findRoutes';
import type { GatewayRule, HttpRoute, HttpRule, VirtualService } from './types';

/** Reads parameters from the rules that are there: all of one object, and the positions of those that are meant. */
interface RouteReader<P> {
  istio(
    rules: readonly HttpRule[],
    chosen: readonly number[],
    from: VirtualService,
  ): Partial<P> | undefined;
  gatewayApi(
    rules: readonly GatewayRule[],
    chosen: readonly number[],
    from: HttpRoute,
  ): Partial<P> | undefined;
}

/** The value of a function; undefined where the parameters do not fit the mesh. */
export function whereItFits<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof ParameterError) {
      return undefined;
    }
    throw error;
  }
}

function firstOf<P>(
  routes: ServiceRoutes,
  reader: RouteReader<P>,
): Partial<P> | undefined {
  const read =
    routes.language === 'istio'
      ? routes.parts.map(({ object, chosen }) =>
          reader.istio(ISTIO.rulesOf(object), chosen, object),
        )
      : routes.parts.map(({ object, chosen }) =>
          reader.gatewayApi(GATEWAY_API.rulesOf(object), chosen, object),
        );
  return read.find(found => found !== undefined);
}

/** The parameters that describe the rules of a service; what is given stays. */
export function describeRoutes<P extends RouteTarget>(
  given: Partial<P>,
  context: PlanContext,
  readerFor: (routes: ServiceRoutes) => RouteReader<P>,
): Partial<P> {
  const { namespace, service, route } = given;
  if (!namespace || !service) {
    return given;
  }
  const read = whereItFits(() => {
    const routes = findRoutes({ namespace, service, route }, context);
    return firstOf(routes, readerFor(routes));
  });
  return { ...read, ...given };
}

/** Reads the first of the rules that are meant. */
export function readFirst<P>(reader: {
  istio(rule: HttpRule, from: VirtualService): Partial<P> | undefined;
  gatewayApi?(rule: GatewayRule, from: HttpRoute): Partial<P> | undefined;
}): RouteReader<P> {
  return {
    istio: (rules, [first], from) => reader.istio(rules[first], from),
    gatewayApi: (rules, [first], from) =>
      reader.gatewayApi?.(rules[first], from),
  };
}
