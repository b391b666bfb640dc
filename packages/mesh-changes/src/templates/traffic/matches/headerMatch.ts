import { ParameterError } from '../../ParameterError';
import type { ChangeTemplate } from '../../types';
import { routeParameters, type RouteTarget } from '../parameters/target';
import { REMOVE, VERSION } from '../parameters/values';
import { describeRoutes } from '../routes/describeRoutes';
import { editRoutes } from '../routes/editRoutes';
import { findRoutes } from '../routes/findRoutes';
import { namedShares, RuleWeights } from '../weights/editWeights';
import { reweigh, sharesOf, type WeightedEntries } from '../weights/reweigh';
import {
  conditionOfGateway,
  conditionOfHttp,
  HEADER_CONDITION,
  headerNarrowing,
  type HeaderCondition,
} from './headerCondition';

type HeaderMatch = RouteTarget &
  Readonly<{ match: HeaderCondition; version?: string; remove?: boolean }>;

const fieldOf = () => 'version';

function soleVersion<E extends { weight?: number }>(
  weighted: WeightedEntries<E>,
): string | undefined {
  return namedShares(sharesOf(weighted))?.find(({ weight }) => weight === 100)
    ?.version;
}

/** Sends requests with a header or cookie to a version. */
export const headerMatch: ChangeTemplate<HeaderMatch> = {
  id: 'header-match',
  version: 1,
  topic: 'traffic',
  title: 'Send some callers to a version',
  summary: 'Send requests with a certain header or cookie to one version.',
  description: `Requests that carry a header or cookie with a certain value go to the version that you name; all others go
where they went before. So testers or one group of users meet the new version while nobody else does.

The rule stands above the one that takes all requests, and does otherwise what that one does: its timeout and retries
are copied. Where such a rule is there already, only its version changes.

The header must reach the service that calls: a header of the browser is passed on only where each service on the way
passes it on.

**To go back**, take the rule away.`,
  parameters: routeParameters(
    {
      match: HEADER_CONDITION,
      version: {
        ...VERSION,
        description: 'The version that takes these requests.',
      },
      remove: REMOVE,
    },
    ['match'],
  ),
  current: (given, context) =>
    describeRoutes<HeaderMatch>(given, context, routes => {
      const weights = new RuleWeights(routes, context);
      const wanted = given.match && headerNarrowing(given.match);
      const isWanted = (condition: HeaderCondition) =>
        !wanted || headerNarrowing(condition).inWords === wanted.inWords;
      const found = (
        condition: HeaderCondition | undefined,
        version: string | undefined,
      ) =>
        condition && version !== undefined && isWanted(condition)
          ? [{ match: condition, version }]
          : [];
      return {
        istio: (rules, _, from) =>
          rules.flatMap(({ match = [], route = [] }) =>
            found(
              match.map(conditionOfHttp)[0],
              soleVersion(weights.istio(route, from, fieldOf)),
            ),
          )[0],
        gatewayApi: (rules, _, from) =>
          rules.flatMap(({ matches = [], backendRefs = [] }) =>
            found(
              matches.map(conditionOfGateway)[0],
              soleVersion(weights.gatewayApi(backendRefs, from, fieldOf)),
            ),
          )[0],
      };
    }),
  plan: (parameters, context) => {
    const { service, match, version, remove = false } = parameters;
    const narrowing = headerNarrowing(match);
    const routes = findRoutes(parameters, context);
    if (remove) {
      return {
        title: `Send ${narrowing.inWords} of ${service} where all others go`,
        ...editRoutes(routes, context, {
          narrowing,
          remove,
          istio: () => undefined,
          gatewayApi: () => undefined,
        }),
      };
    }
    if (version === undefined) {
      throw new ParameterError(
        'version',
        'Name the version that takes these requests.',
      );
    }
    const weights = new RuleWeights(routes, context);
    const to = (canonical: string) => [{ version: canonical, weight: 100 }];
    const { wanted, notes } = editRoutes(routes, context, {
      narrowing,
      istio: (rule, from) => ({
        ...rule,
        route: reweigh(
          weights.istio(rule.route ?? [], from, fieldOf),
          to(weights.subsets.canonical(version)),
        ),
      }),
      gatewayApi: (rule, from) => ({
        ...rule,
        backendRefs: reweigh(
          weights.gatewayApi(rule.backendRefs ?? [], from, fieldOf),
          to(weights.backends.canonical(version)),
        ),
      }),
    });
    return {
      title: `Send ${narrowing.inWords} of ${service} to ${version}`,
      wanted:
        routes.language === 'istio'
          ? [...wanted, ...weights.subsets.wanted]
          : wanted,
      notes,
    };
  },
};
