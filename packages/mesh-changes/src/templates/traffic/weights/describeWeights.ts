import type { PlanContext } from '../../types';
import type { RouteTarget } from '../parameters/target';
import { describeRoutes, readFirst } from '../routes/describeRoutes';
import { namedShares, RuleWeights, type NamedShare } from './editWeights';
import { sharesOf } from './reweigh';

const noField = () => '';

/** Parameters read from the shares of the first rule of a service. */
export function describeWeights<P extends RouteTarget>(
  given: Partial<P>,
  context: PlanContext,
  read: (shares: readonly NamedShare[]) => Partial<P> | undefined,
): Partial<P> {
  return describeRoutes<P>(given, context, routes => {
    const weights = new RuleWeights(routes, context);
    return readFirst<P>({
      istio: ({ route = [] }, from) => {
        const shares = namedShares(
          sharesOf(weights.istio(route, from, noField)),
        );
        return shares && read(shares);
      },
      gatewayApi: ({ backendRefs = [] }, from) => {
        const shares = namedShares(
          sharesOf(weights.gatewayApi(backendRefs, from, noField)),
        );
        return shares && read(shares);
      },
    });
  });
}
