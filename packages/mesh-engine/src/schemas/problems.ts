import { fieldPath } from '../resources/fieldPath';
import { suggest } from './suggest';
import type { Rule } from './schema';

/** Something about a value that its schema refuses. */
export interface Problem {
  code: string;
  path: readonly (string | number)[];
  message: string;
  fix: string;
  /** What the API server says of it. */
  apiServer: string;
}

type Path = readonly (string | number)[];

/** Whether the API server leaves the rules of the parents aside for it. */
const BLOCKING = ['MESH1002', 'MESH1003', 'MESH1004'];
export const isBlocking = ({ code }: Problem) => BLOCKING.includes(code);

const MAX_LENGTH = 80;

const short = (value: string) =>
  value.length > MAX_LENGTH ? `${value.slice(0, MAX_LENGTH)}…` : value;

/** The path as the API server writes it. */
const dotted = (path: Path) =>
  path
    .map((step, index) =>
      typeof step === 'number' ? `[${step}]` : `${index > 0 ? '.' : ''}${step}`,
    )
    .join('');

/** Name of the type of a value among those of JSON. */
export function typeOf(value: unknown): string {
  if (value === null) {
    return 'null';
  }
  if (Array.isArray(value)) {
    return 'array';
  }
  return Number.isInteger(value) ? 'integer' : typeof value;
}

const IN_WORDS: Record<string, string> = {
  null: 'empty',
  array: 'a list',
  object: 'an object',
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  'integer or string': 'a whole number or text',
  byte: 'base64',
};

function quoted(values: readonly (string | number)[]): string {
  return values.map(value => `"${value}"`).join(', ');
}

export function unknownField(
  path: Path,
  fields: readonly string[],
  elsewhere: readonly string[],
): Problem {
  const name = short(String(path.at(-1)));
  const parent = fieldPath(path.slice(0, -1)) || 'The object';
  const meant = suggest(name, fields);
  const place = elsewhere.length
    ? `It belongs in ${elsewhere.join(' or ')}; move it there.`
    : `Remove it; the fields here are ${[...fields].sort().join(', ')}.`;
  return {
    code: 'MESH1001',
    path,
    message: `${parent} has no field ${name}: it has no effect, and kubectl refuses it.`,
    fix: meant ? `Did you mean ${meant}?` : place,
    apiServer: `strict decoding error: unknown field "${short(dotted(path))}"`,
  };
}

export function wrongType(path: Path, value: unknown, type: string): Problem {
  const field = dotted(path);
  const found = typeOf(value);
  return {
    code: 'MESH1002',
    path,
    message: `${fieldPath(path)} must be ${IN_WORDS[type]}, but is ${
      IN_WORDS[found] ?? found
    }.`,
    fix:
      value === null
        ? 'Write a value, or remove the field.'
        : type === 'array'
        ? 'Write it as a list: each entry on a line of its own that begins with a hyphen.'
        : type === 'string'
        ? 'Put the value in quotes.'
        : `Write ${IN_WORDS[type]}.`,
    apiServer: `${field}: Invalid value: "${found}": ${field} in body must be of type ${type}: "${found}"`,
  };
}

export function notAmongValues(
  path: Path,
  value: string | number,
  values: readonly (string | number)[],
): Problem {
  const meant = suggest(String(value), values.map(String));
  const written =
    typeof value === 'string' ? JSON.stringify(short(value)) : String(value);
  return {
    code: 'MESH1003',
    path,
    message: `${fieldPath(path)} cannot be ${written}.`,
    fix: `${
      meant ? `Did you mean ${meant}? The values are` : 'Use one of'
    } ${values.join(', ')}.`,
    apiServer: `${dotted(
      path,
    )}: Unsupported value: ${written}: supported values: ${quoted(values)}`,
  };
}

export function missing(path: Path): Problem {
  const parent = fieldPath(path.slice(0, -1)) || 'The object';
  return {
    code: 'MESH1004',
    path,
    message: `${parent} has no ${path.at(-1)}, which it needs.`,
    fix: `Add ${path.at(-1)}.`,
    apiServer: `${dotted(path)}: Required value`,
  };
}

/** What a limit counts. */
type Counted = 'chars' | 'items' | 'properties' | 'value';

const COUNTED_IN_WORDS: Record<Counted, string> = {
  chars: ' characters',
  items: ' entries',
  properties: ' keys',
  value: '',
};

export function belowMinimum(
  path: Path,
  counted: Counted,
  min: number,
): Problem {
  const field = dotted(path);
  const says =
    counted === 'value'
      ? `should be greater than or equal to ${min}`
      : `should ${
          counted === 'chars' ? 'be' : 'have'
        } at least ${min} ${counted}${counted === 'chars' ? ' long' : ''}`;
  return {
    code: 'MESH1005',
    path,
    message:
      min === 1 && counted !== 'value'
        ? `${fieldPath(path)} is empty.`
        : `${fieldPath(path)} must ${
            counted === 'value' ? 'be' : 'have'
          } at least ${min}${COUNTED_IN_WORDS[counted]}.`,
    fix:
      counted === 'value'
        ? `Write ${min} or more.`
        : 'Fill it in, or remove the field.',
    apiServer: `${field}: Invalid value: ${field} in body ${says}`,
  };
}

export function aboveMaximum(
  path: Path,
  counted: Counted,
  max: number,
  found: number,
): Problem {
  const field = dotted(path);
  const tooMany = `Too many: ${found}: must have at most ${max} items`;
  const says = {
    value: `Invalid value: ${field} in body should be less than or equal to ${max}`,
    chars: `Too long: may not be more than ${max} bytes`,
    items: tooMany,
    properties: tooMany,
  }[counted];
  return {
    code: 'MESH1005',
    path,
    message:
      counted === 'value'
        ? `${fieldPath(path)} must be at most ${max}, but is ${found}.`
        : `${fieldPath(path)} has ${found}${
            COUNTED_IN_WORDS[counted]
          }; at most ${max} are allowed.`,
    fix: counted === 'value' ? `Write ${max} or less.` : 'Shorten it.',
    apiServer: `${field}: ${says}`,
  };
}

export function notOfPattern(
  path: Path,
  value: string,
  pattern: string,
): Problem {
  const field = dotted(path);
  return {
    code: 'MESH1006',
    path,
    message: `${fieldPath(path)} cannot be ${JSON.stringify(
      short(value),
    )}: it must match ${pattern}.`,
    fix: 'Write it in this form.',
    apiServer: `${field}: Invalid value: ${JSON.stringify(
      short(value),
    )}: ${field} in body should match '${pattern}'`,
  };
}

export function moreThanOne(
  path: Path,
  set: readonly string[],
  of: readonly string[],
): Problem {
  const field = dotted(path);
  return {
    code: 'MESH1007',
    path,
    message: `${fieldPath(path)} has ${set.join(
      ' and ',
    )}, which exclude each other.`,
    fix: `Keep one of ${of.join(', ')}.`,
    apiServer: `${field}: Invalid value: "${field}" must validate one and only one schema (oneOf). Found ${set.length} valid alternatives`,
  };
}

export function duplicate(
  path: Path,
  keys: readonly string[] | undefined,
): Problem {
  const words = keys?.join(' and ');
  return {
    code: 'MESH1008',
    path,
    message: words
      ? `${fieldPath(path)} repeats the ${words} of an entry before it.`
      : `${fieldPath(path)} repeats an entry before it.`,
    fix: words ? `Give it a ${words} of its own, or remove it.` : 'Remove it.',
    apiServer: `${dotted(path)}: Duplicate value`,
  };
}

export function ruleViolated(
  path: Path,
  value: unknown,
  rule: Rule,
  says: string | undefined,
): Problem {
  return {
    code: 'MESH1009',
    path,
    message: rule.message,
    fix: rule.fix,
    apiServer: `${dotted(path)}: Invalid value: "${typeOf(value)}": ${
      says === undefined ? rule.apiServer : `rule: ${rule.apiServer}: ${says}`
    }`,
  };
}
