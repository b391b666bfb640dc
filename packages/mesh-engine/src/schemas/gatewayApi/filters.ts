import { group, kind, objectName } from '../parts/names';
import { integer, list, object, required, text, type Rule } from '../schema';
import { backendRef } from './backends';

const notMoreThanAll: Rule<{ numerator: number; denominator?: number }> = {
  apiServer: 'numerator must be less than or equal to denominator',
  message: 'More than all requests would be mirrored.',
  fix: 'Lower numerator, or raise denominator, which is 100 when absent.',
  judge: ({ numerator, denominator = 100 }) => numerator <= denominator,
};

const percentOrFraction: Rule<{ percent?: unknown; fraction?: unknown }> = {
  apiServer:
    'Only one of percent or fraction may be specified in HTTPRequestMirrorFilter',
  message: 'The share of mirrored requests is given twice.',
  fix: 'Keep one of percent and fraction.',
  judge: ({ percent, fraction }) =>
    percent === undefined || fraction === undefined,
};

export const headerName = text({
  pattern: "^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$",
  min: 1,
  max: 256,
});

const headerValues = list(
  object({
    name: required(headerName),
    value: required(text({ min: 1, max: 4096 })),
  }),
  { max: 16, keys: ['name'] },
);

const headerModifier = object({
  add: headerValues,
  remove: list(text(), { max: 16, isSet: true }),
  set: headerValues,
});

/** Filters that routes of HTTP and of gRPC share. */
export const sharedFilters = {
  extensionRef: object({
    group: required(group),
    kind: required(kind),
    name: required(objectName),
  }),
  requestHeaderModifier: headerModifier,
  requestMirror: object(
    {
      backendRef: required(backendRef),
      fraction: object(
        {
          denominator: integer({ min: 1 }),
          numerator: required(integer({ min: 0 })),
        },
        { rules: [notMoreThanAll] },
      ),
      percent: integer({ min: 0, max: 100 }),
    },
    { rules: [percentOrFraction] },
  ),
  responseHeaderModifier: headerModifier,
};

/** Names of headers that a match compares, with how and with what. */
export function comparedValues(max: number) {
  return list(
    object({
      name: required(headerName),
      type: text({ values: ['Exact', 'RegularExpression'] }),
      value: required(text({ min: 1, max })),
    }),
    { max: 16, keys: ['name'] },
  );
}

/** The CRD counts the matches of all rules together, where a rule without any has so many. */
export function fewMatches(without: number): Rule<{ matches?: unknown[] }[]> {
  return {
    apiServer:
      'While 16 rules and 64 matches per rule are allowed, the total number of matches across all rules in a route must be less than 128',
    message: 'The rules of this route have more than 128 matches together.',
    fix: 'Split the route.',
    judge: rules =>
      rules.reduce(
        (total, { matches }) => total + (matches?.length ?? without),
        0,
      ) <= 128,
  };
}
