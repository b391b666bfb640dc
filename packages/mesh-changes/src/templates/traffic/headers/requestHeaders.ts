import { ParameterError } from '../../ParameterError';
import type { ChangeTemplate } from '../../types';
import { routeParameters } from '../parameters/target';
import { HEADER_VALUE } from '../parameters/values';
import { describeRoutes, readFirst } from '../routes/describeRoutes';
import { editRoutes } from '../routes/editRoutes';
import { filterOf, withFilter } from '../routes/filters';
import { findRoutes } from '../routes/findRoutes';
import type { GatewayRule, HttpRule } from '../routes/types';
import {
  refuseUnclear,
  SIDES,
  sideSchema,
  type HeaderChanges,
  type Headers,
  type NamedValue,
} from './headerParameters';
import {
  changed,
  modifier,
  ofModifier,
  ofOperations,
  operations,
  type Written,
} from './headerRules';

const FILTERS = {
  request: ['RequestHeaderModifier', 'requestHeaderModifier'],
  response: ['ResponseHeaderModifier', 'responseHeaderModifier'],
} as const;

function changeHttp(rule: HttpRule, parameters: Headers): HttpRule {
  const { headers: before, ...rest } = rule;
  const headers = { ...before };
  for (const side of SIDES) {
    const changes = parameters[side];
    if (changes) {
      const after = operations(
        changed(ofOperations(before?.[side] ?? {}), changes),
      );
      if (after) {
        headers[side] = after;
      } else {
        delete headers[side];
      }
    }
  }
  return Object.keys(headers).length > 0 ? { ...rest, headers } : rest;
}

function changeGateway(rule: GatewayRule, parameters: Headers): GatewayRule {
  return SIDES.reduce((current, side) => {
    const changes = parameters[side];
    const [type, field] = FILTERS[side];
    if (!changes) {
      return current;
    }
    const before = ofModifier(filterOf(current, type)?.[field] ?? {});
    const after = modifier(changed(before, changes));
    return withFilter(current, type, after && { [field]: after });
  }, rule);
}

/** Only values that a parameter may have; the others stay as they are unless they are named. */
function changesOf({ set, add, remove }: Written): HeaderChanges | undefined {
  const pattern = new RegExp(HEADER_VALUE.pattern ?? '');
  const plain = (values: NamedValue[]) =>
    values.filter(({ value }) => pattern.test(value));
  const result = {
    ...(plain(set).length > 0 && { set: plain(set) }),
    ...(plain(add).length > 0 && { add: plain(add) }),
    ...(remove.length > 0 && { remove }),
  };
  return Object.keys(result).length > 0 ? result : undefined;
}

function described(
  request: HeaderChanges | undefined,
  response: HeaderChanges | undefined,
): Partial<Headers> | undefined {
  return request || response
    ? { ...(request && { request }), ...(response && { response }) }
    : undefined;
}

/** Headers that the mesh sets and removes. */
export const requestHeaders: ChangeTemplate<Headers> = {
  id: 'request-headers',
  version: 1,
  topic: 'traffic',
  title: 'Set and remove headers',
  summary: 'Set, add or remove headers of requests and of answers.',
  description: `The proxy of the caller changes headers on the way: of requests before the service sees them, of answers
before the caller does. So a header is the same everywhere without a line of code, or does not leave the service.

Headers that are not named stay as they are, and so do the changes of others that a rule makes already. To stop such a
change, name the header under *Leave alone again*.

Do not put secrets here: they would be readable in Git.

**To go back**, name the headers under *Leave alone again*, or revert the pull request.`,
  parameters: routeParameters({
    request: sideSchema('Requests'),
    response: sideSchema('Answers'),
  }),
  current: (given, context) =>
    describeRoutes<Headers>(given, context, () =>
      readFirst<Headers>({
        istio: ({ headers = {} }) =>
          described(
            changesOf(ofOperations(headers.request ?? {})),
            changesOf(ofOperations(headers.response ?? {})),
          ),
        gatewayApi: rule => {
          const of = (side: 'request' | 'response') => {
            const [type, field] = FILTERS[side];
            return changesOf(ofModifier(filterOf(rule, type)?.[field] ?? {}));
          };
          return described(of('request'), of('response'));
        },
      }),
    ),
  plan: (parameters, context) => {
    const named = SIDES.flatMap(side => {
      const changes = parameters[side];
      if (!changes) {
        return [];
      }
      refuseUnclear(side, changes);
      const { set = [], add = [], remove = [], clear = [] } = changes;
      return [...[...set, ...add].map(({ name }) => name), ...remove, ...clear];
    });
    if (named.length === 0) {
      throw new ParameterError('request', 'Name at least one header.');
    }
    return {
      title: `Change ${
        named.length > 3 ? `${named.length} headers` : named.join(', ')
      } of ${parameters.service}`,
      ...editRoutes(findRoutes(parameters, context), context, {
        istio: rule => changeHttp(rule, parameters),
        gatewayApi: rule => changeGateway(rule, parameters),
      }),
    };
  },
};
