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
import { filterOf, withFilter } from '../routes/filters';
import { findRoutes } from '../routes/findRoutes';
import type { HttpRule } from '../routes/types';

type Rewrite = RouteTarget &
  Readonly<{
    path: PathCondition;
    toPath?: string;
    toHost?: string;
    remove?: boolean;
  }>;

const FILTER = 'URLRewrite';

const withoutRewrite = ({ rewrite: _, ...rule }: HttpRule): HttpRule => rule;

function refuseUnclear({ path, toPath, toHost }: Rewrite): void {
  if (toPath === undefined && toHost === undefined) {
    throw new ParameterError(
      'toPath',
      'Name the new path, the new host or both.',
    );
  }
  if (
    toPath !== undefined &&
    path.kind === 'prefix' &&
    path.value.endsWith('/') !== toPath.endsWith('/')
  ) {
    throw new ParameterError(
      'toPath',
      `Only the beginning ${path.value} is replaced, so the slash after it would be doubled or lost. End both with a slash, or none.`,
    );
  }
}

/** Another path or host for the service. */
export const rewrite: ChangeTemplate<Rewrite> = {
  id: 'rewrite',
  version: 1,
  topic: 'traffic',
  title: 'Rewrite the path',
  summary: 'Give the service another path or host than the caller asked for.',
  description: `Requests for a path reach the service under another one; the caller does not notice. So an old address goes
on to work after the service moved on.

Of a *prefix* only the beginning is replaced: \`/old/\` to \`/new/\` makes \`/new/7\` of \`/old/7\`. A prefix is a
beginning of the text: \`/old\` also takes \`/older\`. An *exact* path is replaced as a whole.

A rule of its own is added above the one that takes such requests now, and does otherwise what that one does.

**To go back**, take it away.`,
  parameters: routeParameters(
    {
      path: PATH_CONDITION,
      toPath: {
        ...PATH,
        title: 'New path',
        description: 'What the path, or its beginning, becomes.',
      },
      toHost: {
        ...HOST,
        title: 'New host',
        description: 'The Host header that the service gets. Empty: as it was.',
      },
      remove: REMOVE,
    },
    ['path'],
  ),
  current: (given, context) =>
    describeRoutes<Rewrite>(given, context, () => {
      const isWanted = (path: PathCondition) =>
        given.path === undefined ||
        (given.path.kind === path.kind && given.path.value === path.value);
      const found = (
        path: PathCondition | undefined,
        toPath: string | undefined,
        toHost: string | undefined,
      ): Partial<Rewrite>[] =>
        path && isWanted(path) && (toPath ?? toHost) !== undefined
          ? [
              {
                path,
                ...(toPath !== undefined && { toPath }),
                ...(toHost !== undefined && { toHost }),
              },
            ]
          : [];
      return {
        istio: rules =>
          rules.flatMap(({ match = [], rewrite: now }) =>
            found(match.map(pathOfHttp)[0], now?.uri, now?.authority),
          )[0],
        gatewayApi: rules =>
          rules.flatMap(rule => {
            const { hostname, path } = filterOf(rule, FILTER)?.urlRewrite ?? {};
            return found(
              rule.matches?.map(pathOfGateway)[0],
              path?.replaceFullPath ?? path?.replacePrefixMatch,
              hostname,
            );
          })[0],
      };
    }),
  plan: (parameters, context) => {
    const { service, path, toPath, toHost, remove = false } = parameters;
    const narrowing = pathNarrowing(path);
    const routes = findRoutes(parameters, context);
    if (remove) {
      return {
        title: `Leave ${narrowing.inWords} of ${service} as it is asked for`,
        ...editRoutes(routes, context, {
          narrowing,
          remove,
          istio: withoutRewrite,
          gatewayApi: rule => withFilter(rule, FILTER, undefined),
        }),
      };
    }
    refuseUnclear(parameters);
    const target = [toHost, toPath].filter(Boolean).join('');
    return {
      title: `Rewrite ${narrowing.inWords} of ${service} to ${target}`,
      ...editRoutes(routes, context, {
        narrowing,
        istio: rule => ({
          ...rule,
          rewrite: {
            ...(toPath !== undefined && { uri: toPath }),
            ...(toHost !== undefined && { authority: toHost }),
          },
        }),
        gatewayApi: rule =>
          withFilter(rule, FILTER, {
            urlRewrite: {
              ...(toHost !== undefined && { hostname: toHost }),
              ...(toPath !== undefined && {
                path:
                  path.kind === 'exact'
                    ? { type: 'ReplaceFullPath', replaceFullPath: toPath }
                    : {
                        type: 'ReplacePrefixMatch',
                        replacePrefixMatch: toPath,
                      },
              }),
            },
          }),
      }),
    };
  },
};
