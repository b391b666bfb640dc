import type { Mesh } from '../mesh/Mesh';
import { describeRef, refOf } from '../resources/ref';
import type { Because } from '../resources/types';
import { actionsOf } from './actions';
import { resolveDestinations, type RouteContext } from './destinations';
import { fitsRequest, type KnownRequest } from './httpMatch';
import type { HttpRoute } from './httpRoutesOf';
import { rewrittenBy } from './rewrite';
import type { RouteAnswer, RouteDestination } from './types';

/** Which routes are asked, and for what. */
interface HttpQuestion {
  routes: readonly HttpRoute[];
  request: KnownRequest;
  /** Where the default route leads. */
  fallback?: { host: string; port: number };
  /** Port that destinations without a port get. */
  port: number;
}

const inWords = (destinations: readonly RouteDestination[]): string =>
  destinations
    .map(
      ({ host, subset, weight }) =>
        `${host}${subset ? ` ${subset}` : ''} (${
          Math.round(weight * 10) / 10
        } %)`,
    )
    .join(' and ') || 'nobody';

function answerDefault(
  context: RouteContext,
  { fallback, port }: HttpQuestion,
): RouteAnswer {
  const service = fallback && context.find(fallback.host);
  return {
    outcome: 'route',
    route: { name: 'default' },
    destinations: resolveDestinations(
      context,
      fallback
        ? [
            {
              destination: {
                host: fallback.host,
                port: { number: fallback.port },
              },
            },
          ]
        : [],
      port,
    ),
    actions: actionsOf(context, {}, port),
    because: [
      {
        object: service?.ref,
        says: `No rule is for ${
          fallback?.host ?? 'the host'
        }, so requests go to the service itself.`,
      },
    ],
  };
}

/** What a route does. */
function answerRoute(
  context: RouteContext,
  route: HttpRoute,
  question: HttpQuestion,
): RouteAnswer {
  const { mesh } = context;
  const { port } = question;
  if (!route.rule) {
    return answerDefault(context, question);
  }
  const { rule, source, field } = route.rule;
  const { redirect, directResponse, fault, rewrite } = rule;
  const destinations =
    redirect === undefined && directResponse === undefined
      ? resolveDestinations(context, rule.route, port)
      : [];
  const place = (says: string, at = field): Because => ({
    object: source,
    field: at,
    says,
  });
  const matched =
    route.matchIndex === undefined
      ? 'takes every request'
      : `match ${route.matchIndex + 1} fits`;
  const does =
    redirect !== undefined
      ? 'redirects'
      : directResponse !== undefined
      ? 'answers itself'
      : `sends requests to ${inWords(destinations)}`;
  return {
    outcome:
      redirect !== undefined
        ? 'redirect'
        : directResponse !== undefined
        ? 'directResponse'
        : 'route',
    route: {
      object: source,
      field,
      match: route.matchIndex,
      name: route.name,
    },
    destinations,
    actions: {
      ...actionsOf(context, rule, port),
      rewritten: rewrittenBy(rewrite, route.match, question.request.path),
    },
    redirect,
    directResponse,
    because: [
      place(`${describeRef(source)}: ${matched}, and the rule ${does}.`),
      ...(fault === undefined
        ? []
        : [place('It injects faults.', `${field}.fault`)]),
      ...(rewrite === undefined
        ? []
        : [place('It rewrites the request.', `${field}.rewrite`)]),
      ...subsetBecause(mesh, destinations),
    ],
  };
}

function subsetBecause(
  mesh: Mesh,
  destinations: readonly RouteDestination[],
): Because[] {
  return destinations.flatMap(({ rule, subset, pods }) => {
    const object = rule && mesh.get(rule);
    return object && subset !== undefined
      ? [
          {
            object: refOf(object),
            field: 'spec.subsets',
            says: `It defines subset ${subset}, behind which ${
              pods.length === 1 ? 'is 1 pod' : `are ${pods.length} pods`
            }.`,
          },
        ]
      : [];
  });
}

const NO_ROUTE: RouteAnswer = {
  outcome: 'noRoute',
  destinations: [],
  because: [{ says: 'No route of the host fits the request: 404.' }],
};

/** The first route that fits. Where something is not known, the answers that may be right and what they depend on. */
export function answerHttp(
  context: RouteContext,
  question: HttpQuestion,
): RouteAnswer {
  if (question.request.isRefused) {
    return {
      outcome: 'directResponse',
      directResponse: { status: 400 },
      destinations: [],
      because: [{ says: 'The proxy takes no such path: 400.' }],
    };
  }
  const possible: RouteAnswer[] = [];
  const dependsOn = new Set<string>();
  let last: RouteAnswer = NO_ROUTE;
  for (const route of question.routes) {
    const { fits, needs } = fitsRequest(route.match, question.request);
    if (fits !== false) {
      needs.forEach(need => dependsOn.add(need));
      const answer = answerRoute(context, route, question);
      if (fits) {
        last = answer;
        break;
      }
      possible.push(answer);
    }
  }
  if (possible.length === 0) {
    return last;
  }
  return {
    outcome: 'depends',
    destinations: [],
    dependsOn: [...dependsOn],
    possible: [...possible, last],
    because: [
      {
        says: `Which route fits depends on ${[...dependsOn].join(', ')}.`,
      },
      ...possible.flatMap(({ because }) => because.slice(0, 1)),
    ],
  };
}
