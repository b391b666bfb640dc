import { ParameterError } from '../../ParameterError';
import type { ParameterSchema } from '../../types';
import type { RouteTarget } from '../parameters/target';
import { HEADER_NAME, HEADER_VALUE } from '../parameters/values';

export type NamedValue = Readonly<{ name: string; value: string }>;

/** What is asked for about the headers of requests or of answers. */
export type HeaderChanges = Readonly<{
  set?: readonly NamedValue[];
  add?: readonly NamedValue[];
  remove?: readonly string[];
  clear?: readonly string[];
}>;

export type Headers = RouteTarget &
  Readonly<{ request?: HeaderChanges; response?: HeaderChanges }>;

export const SIDES = ['request', 'response'] as const;

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

/** Parameters of one side. */
export const sideSchema = (title: string): ParameterSchema => ({
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

/** Whether two names are those of the same header. */
export const isOne = (one: string, other: string): boolean =>
  one.toLowerCase() === other.toLowerCase();

/** @throws ParameterError when a header is named twice, or is the host */
export function refuseUnclear(side: string, changes: HeaderChanges): void {
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
