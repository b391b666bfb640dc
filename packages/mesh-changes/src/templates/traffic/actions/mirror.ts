import { ParameterError } from '../../ParameterError';
import type { ChangeTemplate } from '../../types';
import { routeParameters, type RouteTarget } from '../parameters/target';
import { PERCENTAGE, REMOVE, VERSION } from '../parameters/values';
import { describeRoutes, readFirst } from '../routes/describeRoutes';
import { editRoutes } from '../routes/editRoutes';
import { filterOf, withFilter } from '../routes/filters';
import { findRoutes } from '../routes/findRoutes';
import type { Destination, HttpRule } from '../routes/types';
import { RuleWeights } from '../weights/editWeights';

type Mirror = RouteTarget &
  Readonly<{ version?: string; percentage?: number; remove?: boolean }>;

const FILTER = 'RequestMirror';

interface Copy {
  destination: Destination;
  percentage: number;
}

/** The copies that a rule makes, in either way of writing them. */
function copiesOf({
  mirror,
  mirrorPercentage,
  mirrors = [],
}: HttpRule): Copy[] {
  return [
    ...(mirror
      ? [{ destination: mirror, percentage: mirrorPercentage?.value ?? 100 }]
      : []),
    ...mirrors.map(({ destination, percentage }) => ({
      destination,
      percentage: percentage?.value ?? 100,
    })),
  ];
}

const withoutMirror = ({
  mirror: _,
  mirrorPercentage: __,
  mirrors: ___,
  ...rule
}: HttpRule): HttpRule => rule;

/** The rule with other copies, in the way of writing that it has. */
function withCopies(rule: HttpRule, copies: readonly Copy[]): HttpRule {
  const [first, ...others] = copies;
  if (!first) {
    return withoutMirror(rule);
  }
  return rule.mirrors || others.length > 0
    ? {
        ...withoutMirror(rule),
        mirrors: copies.map(({ destination, percentage }) => ({
          destination,
          percentage: { value: percentage },
        })),
      }
    : {
        ...withoutMirror(rule),
        mirror: first.destination,
        mirrorPercentage: { value: first.percentage },
      };
}

/** Copies of requests for a version that answers nobody. */
export const mirror: ChangeTemplate<Mirror> = {
  id: 'mirror',
  version: 1,
  topic: 'traffic',
  title: 'Mirror requests',
  summary:
    'Send copies of requests to another version, whose answers nobody sees.',
  description: `The proxy of the caller sends each request where it always goes, and a copy of it to another version. The
answer to the copy is thrown away. So a new version meets real requests while no user meets the new version.

The version that gets the copies does what they ask for: it must not write into the database of the real one, send
mails or charge cards.

A rule that copies to other versions already goes on to do so.

**To go back**, take it away; that ends all copies of the rule.`,
  parameters: routeParameters({
    version: { ...VERSION, description: 'The version that gets the copies.' },
    percentage: {
      ...PERCENTAGE,
      title: 'Share in percent',
      description: 'Of a hundred requests, how many are copied.',
      default: 100,
    },
    remove: REMOVE,
  }),
  current: (given, context) =>
    describeRoutes<Mirror>(given, context, routes => {
      const { subsets, backends } = new RuleWeights(routes, context);
      return readFirst<Mirror>({
        istio: (rule, from) => {
          const [copy] = copiesOf(rule);
          const version = copy && subsets.versionOf(copy.destination, from);
          return version === undefined
            ? undefined
            : { version, percentage: copy.percentage };
        },
        gatewayApi: (rule, from) => {
          const copy = filterOf(rule, FILTER)?.requestMirror;
          const version = copy && backends.versionOf(copy.backendRef, from);
          return version === undefined
            ? undefined
            : { version, percentage: copy?.percent ?? 100 };
        },
      });
    }),
  plan: (parameters, context) => {
    const { service, version, percentage = 100, remove } = parameters;
    const routes = findRoutes(parameters, context);
    if (remove) {
      return {
        title: `Stop copies of requests to ${service}`,
        ...editRoutes(routes, context, {
          istio: withoutMirror,
          gatewayApi: rule => withFilter(rule, FILTER, undefined),
        }),
      };
    }
    if (version === undefined) {
      throw new ParameterError(
        'version',
        'Name the version that gets the copies.',
      );
    }
    const { subsets, backends } = new RuleWeights(routes, context);
    const { wanted, notes } = editRoutes(routes, context, {
      istio: (rule, from) => {
        const copies = copiesOf(rule);
        const there = copies.find(
          ({ destination }) =>
            subsets.versionOf(destination, from) === subsets.canonical(version),
        );
        if (there?.percentage === percentage) {
          return rule;
        }
        const like = rule.route?.[0]?.destination;
        const destination =
          there?.destination ??
          subsets.destination(version, 'version', from, like);
        const changed = { destination, percentage };
        return withCopies(
          rule,
          there
            ? copies.map(copy => (copy === there ? changed : copy))
            : [...copies, changed],
        );
      },
      gatewayApi: (rule, from) => {
        if (!Number.isInteger(percentage)) {
          throw new ParameterError(
            'percentage',
            'An HTTPRoute takes whole percents only.',
          );
        }
        const backendRef = backends.backend(
          version,
          'version',
          from,
          rule.backendRefs?.[0],
        );
        const { percent: _, ...now } =
          filterOf(rule, FILTER)?.requestMirror ?? {};
        return withFilter(rule, FILTER, {
          requestMirror: {
            ...now,
            backendRef,
            ...(percentage < 100 && { percent: percentage }),
          },
        });
      },
    });
    return {
      title: `Copy ${percentage} % of the requests to ${service} to ${version}`,
      wanted:
        routes.language === 'istio' ? [...wanted, ...subsets.wanted] : wanted,
      notes,
    };
  },
};
