import { ParameterError } from '../../ParameterError';
import type { ChangeTemplate, ParameterSchema } from '../../types';
import { routeParameters, type RouteTarget } from '../parameters/target';
import { HEADER_NAME, HEADER_VALUE } from '../parameters/values';
import { describeRoutes, readFirst } from '../routes/describeRoutes';
import { editRoutes } from '../routes/editRoutes';
import { filterOf, withFilter } from '../routes/filters';
import { findRoutes } from '../routes/findRoutes';
import type {
  GatewayRule,
  HeaderModifier,
  HeaderOperations,
  HttpRule,
} from '../routes/types';

type NamedValue = Readonly<{ name: string; value: string }>;

type HeaderChanges = Readonly<{
  set?: readonly NamedValue[];
  add?: readonly NamedValue[];
  remove?: readonly string[];
  clear?: readonly string[];
}>;

type Headers = RouteTarget &
  Readonly<{ request?: HeaderChanges; response?: HeaderChanges }>;

const SIDES = ['request', 'response'] as const;

const FILTERS = {
  request: ['RequestHeaderModifier', 'requestHeaderModifier'],
  response: ['ResponseHeaderModifier', 'responseHeaderModifier'],
} as const;

const VALUES: ParameterSchema = {
  type: 'array',
  maxItems: 32,
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['name', 'value'],
    properties: { name: HEADER_NAME, value: HEADER_VALUE },
  },
};

const NAMES: ParameterSchema = {
  type: 'array',
  maxItems: 32,
  uniqueItems: true,
  items: HEADER_NAME,
};

const sideSchema = (title: string): ParameterSchema => ({
  type: 'object',
  title,
  additionalProperties: false,
  properties: {
    set: {
      ...VALUES,
      title: 'Set',
      description: 'Headers that get this value, whatever they had before.',
    },
    add: {
      ...VALUES,
      title: 'Add',
      description: 'Values that are added to those that are there.',
    },
    remove: {
      ...NAMES,
      title: 'Remove',
      description: 'Headers that are taken away.',
    },
    clear: {
      ...NAMES,
      title: 'Leave alone again',
      description: 'Headers that a rule changes now and shall no longer.',
    },
  },
});

/** What a rule does to headers now, in either language. */
interface Written {
  set: NamedValue[];
  add: NamedValue[];
  remove: string[];
}

const pairs = (values: Readonly<Record<string, string>> = {}): NamedValue[] =>
  Object.entries(values).map(([name, value]) => ({ name, value }));

const ofOperations = ({
  set,
  add,
  remove = [],
}: HeaderOperations): Written => ({
  set: pairs(set),
  add: pairs(add),
  remove: [...remove],
});

const ofModifier = ({
  set = [],
  add = [],
  remove = [],
}: HeaderModifier): Written => ({
  set: [...set],
  add: [...add],
  remove: [...remove],
});

const isOne = (one: string, other: string) =>
  one.toLowerCase() === other.toLowerCase();

/** @throws ParameterError when a header is named twice, or is the host */
function refuseUnclear(side: string, changes: HeaderChanges): void {
  const names = [
    ...(changes.set ?? []).map(({ name }, i) => ({
      name,
      field: `set[${i}].name`,
    })),
    ...(changes.add ?? []).map(({ name }, i) => ({
      name,
      field: `add[${i}].name`,
    })),
    ...(changes.remove ?? []).map((name, i) => ({
      name,
      field: `remove[${i}]`,
    })),
    ...(changes.clear ?? []).map((name, i) => ({ name, field: `clear[${i}]` })),
  ];
  for (const [index, { name, field }] of names.entries()) {
    if (isOne(name, 'host')) {
      throw new ParameterError(
        `${side}.${field}`,
        'The host is changed by a rewrite. Use the template rewrite.',
      );
    }
    if (names.slice(0, index).some(other => isOne(other.name, name))) {
      throw new ParameterError(
        `${side}.${field}`,
        `${name} is named twice. Say one thing about each header.`,
      );
    }
  }
}

function changed(before: Written, changes: HeaderChanges): Written {
  const { set = [], add = [], remove = [], clear = [] } = changes;
  const isNamed = (name: string) =>
    [...[...set, ...add].map(entry => entry.name), ...remove, ...clear].some(
      other => isOne(other, name),
    );
  const merged = (now: NamedValue[], next: readonly NamedValue[]) => {
    const kept = now.flatMap(entry => {
      const same = next.find(({ name }) => isOne(name, entry.name));
      return same
        ? [{ name: entry.name, value: same.value }]
        : isNamed(entry.name)
        ? []
        : [entry];
    });
    const added = next.filter(
      ({ name }) => !now.some(entry => isOne(entry.name, name)),
    );
    return [...kept, ...added];
  };
  return {
    set: merged(before.set, set),
    add: merged(before.add, add),
    remove: [
      ...before.remove.filter(
        name => !isNamed(name) || remove.some(other => isOne(other, name)),
      ),
      ...remove.filter(
        name => !before.remove.some(other => isOne(other, name)),
      ),
    ],
  };
}

function operations({
  set,
  add,
  remove,
}: Written): HeaderOperations | undefined {
  const record = (values: NamedValue[]) =>
    Object.fromEntries(values.map(({ name, value }) => [name, value]));
  const result = {
    ...(set.length > 0 && { set: record(set) }),
    ...(add.length > 0 && { add: record(add) }),
    ...(remove.length > 0 && { remove }),
  };
  return Object.keys(result).length > 0 ? result : undefined;
}

function modifier({ set, add, remove }: Written): HeaderModifier | undefined {
  const result = {
    ...(set.length > 0 && { set }),
    ...(add.length > 0 && { add }),
    ...(remove.length > 0 && { remove }),
  };
  return Object.keys(result).length > 0 ? result : undefined;
}

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
