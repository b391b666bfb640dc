import { ParameterError } from '../../ParameterError';
import type { ChangeTemplate } from '../../types';
import {
  PATH_CONDITION,
  pathNarrowing,
  pathOfGateway,
  pathOfHttp,
  type PathCondition,
} from '../matches/pathCondition';
import { routeParameters, type RouteTarget } from '../parameters/target';
import { HOST, PATH, REMOVE } from '../parameters/values';
import { describeRoutes } from '../routes/describeRoutes';
import { editRoutes } from '../routes/editRoutes';
import { filterOf } from '../routes/filters';
import { findRoutes } from '../routes/findRoutes';
import type { GatewayRule, HttpRule } from '../routes/types';

type Redirect = RouteTarget &
  Readonly<{
    path: PathCondition;
    toPath?: string;
    toHost?: string;
    scheme?: string;
    status?: number;
    remove?: boolean;
  }>;

const FILTER = 'RequestRedirect';
const MOVED = 301;

function redirected({ name, match }: HttpRule, to: Redirect): HttpRule {
  const { toPath, toHost, scheme, status = MOVED } = to;
  return {
    ...(name !== undefined && { name }),
    match,
    redirect: {
      ...(toPath !== undefined && { uri: toPath }),
      ...(toHost !== undefined && { authority: toHost }),
      ...(scheme !== undefined && { scheme }),
      redirectCode: status,
    },
  };
}

function redirectedByGateway(
  { name, matches }: GatewayRule,
  to: Redirect,
): GatewayRule {
  const { toPath, toHost, scheme, status = MOVED } = to;
  return {
    ...(name !== undefined && { name }),
    matches,
    filters: [
      {
        type: FILTER,
        requestRedirect: {
          ...(scheme !== undefined && { scheme }),
          ...(toHost !== undefined && { hostname: toHost }),
          ...(toPath !== undefined && {
            path: { type: 'ReplaceFullPath', replaceFullPath: toPath },
          }),
          statusCode: status,
        },
      },
    ],
  };
}

interface Found {
  toPath?: string;
  toHost?: string;
  scheme?: string;
  status?: number;
}

function parametersOf(
  path: PathCondition | undefined,
  { toPath, toHost, scheme, status = MOVED }: Found,
  wanted: PathCondition | undefined,
): Partial<Redirect>[] {
  const isWanted =
    path &&
    (wanted === undefined ||
      (wanted.kind === path.kind && wanted.value === path.value));
  return isWanted
    ? [
        {
          path,
          ...(toPath !== undefined && { toPath }),
          ...(toHost !== undefined && { toHost }),
          ...(scheme !== undefined && { scheme }),
          status,
        },
      ]
    : [];
}

/** Another address for the caller. */
export const redirect: ChangeTemplate<Redirect> = {
  id: 'redirect',
  version: 1,
  topic: 'traffic',
  title: 'Redirect a path',
  summary: 'Answer requests for a path with the address to ask instead.',
  description: `The proxy of the caller answers such requests itself and names another address; the caller then asks
there. Unlike with a rewrite, callers see the new address and can remember it.

Callers inside the mesh follow a redirect only where their HTTP client does. 301 and 308 may be remembered for ever;
302 and 307 are not. 307 and 308 keep the method, so a POST stays a POST.

A rule of its own is added above the one that takes such requests now. The new path replaces the whole path.

**To go back**, take it away.`,
  parameters: routeParameters(
    {
      path: PATH_CONDITION,
      toPath: {
        ...PATH,
        title: 'New path',
        description: 'The whole path to ask for instead. Empty: the same.',
      },
      toHost: {
        ...HOST,
        title: 'New host',
        description: 'The host to ask instead. Empty: the same.',
      },
      scheme: {
        type: 'string',
        title: 'Scheme',
        description: 'Empty: the same.',
        enum: ['http', 'https'],
      },
      status: {
        type: 'integer',
        title: 'Status',
        enum: [301, 302, 303, 307, 308],
        default: MOVED,
      },
      remove: REMOVE,
    },
    ['path'],
  ),
  current: (given, context) =>
    describeRoutes<Redirect>(given, context, () => ({
      istio: rules =>
        rules.flatMap(({ match = [], redirect: now }) =>
          now
            ? parametersOf(
                match.map(pathOfHttp)[0],
                {
                  toPath: now.uri,
                  toHost: now.authority,
                  scheme: now.scheme,
                  status: now.redirectCode,
                },
                given.path,
              )
            : [],
        )[0],
      gatewayApi: rules =>
        rules.flatMap(rule => {
          const now = filterOf(rule, FILTER)?.requestRedirect;
          return now
            ? parametersOf(
                rule.matches?.map(pathOfGateway)[0],
                {
                  toPath: now.path?.replaceFullPath,
                  toHost: now.hostname,
                  scheme: now.scheme,
                  status: now.statusCode ?? 302,
                },
                given.path,
              )
            : [];
        })[0],
    })),
  plan: (parameters, context) => {
    const { service, path, remove = false } = parameters;
    const { toPath, toHost, scheme } = parameters;
    const narrowing = pathNarrowing(path);
    const routes = findRoutes(parameters, context);
    if (remove) {
      return {
        title: `Stop the redirect of ${narrowing.inWords} of ${service}`,
        ...editRoutes(routes, context, {
          narrowing,
          remove,
          istio: rule => (rule.redirect ? undefined : rule),
          gatewayApi: rule => (filterOf(rule, FILTER) ? undefined : rule),
        }),
      };
    }
    if ((toPath ?? toHost ?? scheme) === undefined) {
      throw new ParameterError(
        'toPath',
        'Name what changes: the path, the host or the scheme.',
      );
    }
    if (
      toPath !== undefined &&
      !toHost &&
      toPath.startsWith(path.value) &&
      path.kind === 'prefix'
    ) {
      throw new ParameterError(
        'toPath',
        `${toPath} begins with ${path.value} itself, so it would be redirected for ever. Choose another path, or exact.`,
      );
    }
    const target = [scheme && `${scheme}://`, toHost, toPath]
      .filter(Boolean)
      .join('');
    return {
      title: `Redirect ${narrowing.inWords} of ${service} to ${target}`,
      ...editRoutes(routes, context, {
        narrowing,
        istio: rule => redirected(rule, parameters),
        gatewayApi: rule => redirectedByGateway(rule, parameters),
      }),
    };
  },
};
