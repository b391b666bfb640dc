import type { ParameterSchema } from '../../types';
import { HEADER_NAME, HEADER_VALUE } from '../parameters/values';
import type { GatewayMatch, HttpMatch, StringMatch } from '../routes/types';
import type { Narrowing } from '../rules/narrowing';

/** What a header or a cookie of a request must say. */
export type HeaderCondition = Readonly<{
  kind: 'header' | 'cookie';
  name: string;
  /** Absent where any value will do. */
  value?: string;
}>;

/** Parameters of a condition. */
export const HEADER_CONDITION: ParameterSchema = {
  type: 'object',
  title: 'Requests with',
  additionalProperties: false,
  required: ['kind', 'name'],
  properties: {
    kind: {
      type: 'string',
      title: 'Header or cookie',
      enum: ['header', 'cookie'],
      default: 'header',
    },
    name: {
      ...HEADER_NAME,
      title: 'Name',
      description: 'Name of the header or cookie.',
      examples: ['x-canary'],
    },
    value: {
      ...HEADER_VALUE,
      description: 'The value that it must have. Empty: any value.',
      examples: ['true'],
    },
  },
};

const SPECIAL = /[\\^$.*+?()[\]{}|]/g;
const COOKIE = /^\^\(\.\*\?;\\s\*\)\?(.+)\(;\.\*\)\?\$$/;
const ANY_COOKIE_VALUE = '[^;]*';

const escaped = (text: string) => text.replace(SPECIAL, '\\$&');
const unescaped = (text: string) => text.replace(/\\(.)/g, '$1');

/** The header that carries the condition, in lower case as Istio wants it. */
const headerOf = ({ kind, name }: HeaderCondition) =>
  kind === 'cookie' ? 'cookie' : name.toLowerCase();

const cookieRegex = ({ name, value }: HeaderCondition) =>
  `^(.*?;\\s*)?${escaped(name)}=${
    value === undefined ? ANY_COOKIE_VALUE : escaped(value)
  }(;.*)?$`;

function stringMatch(condition: HeaderCondition): StringMatch {
  if (condition.kind === 'cookie') {
    return { regex: cookieRegex(condition) };
  }
  return condition.value === undefined ? {} : { exact: condition.value };
}

/** The requests that have a header or cookie. */
export function headerNarrowing(condition: HeaderCondition): Narrowing {
  const name = headerOf(condition);
  const { exact, regex = '.*' } = stringMatch(condition);
  const { kind, name: asked, value } = condition;
  return {
    inWords: `${kind} ${asked}${value === undefined ? '' : ` ${value}`}`,
    istio: matches =>
      matches.map((match): HttpMatch => {
        const { uri, headers, ...rest } = match;
        return {
          ...(uri && { uri }),
          headers: { ...headers, [name]: stringMatch(condition) },
          ...rest,
        };
      }),
    gatewayApi: matches =>
      matches.map(
        (match): GatewayMatch => ({
          ...match,
          headers: [
            ...(match.headers ?? []),
            exact === undefined
              ? { type: 'RegularExpression', name, value: regex }
              : { name, value: exact },
          ],
        }),
      ),
  };
}

function ofText(name: string, match: StringMatch): HeaderCondition | undefined {
  const [, pair] = COOKIE.exec(match.regex ?? '') ?? [];
  const end = pair?.indexOf('=') ?? -1;
  if (name === 'cookie' && pair !== undefined && end > 0) {
    const value = pair.slice(end + 1);
    return {
      kind: 'cookie',
      name: unescaped(pair.slice(0, end)),
      ...(value !== ANY_COOKIE_VALUE && { value: unescaped(value) }),
    };
  }
  const isAny = match.regex === '.*' || Object.keys(match).length === 0;
  return match.exact !== undefined
    ? { kind: 'header', name, value: match.exact }
    : isAny
    ? { kind: 'header', name }
    : undefined;
}

/** The condition of a match of a VirtualService that has one header; undefined for any other. */
export function conditionOfHttp({
  headers = {},
}: HttpMatch): HeaderCondition | undefined {
  const [entry, ...others] = Object.entries(headers);
  return entry && others.length === 0 ? ofText(...entry) : undefined;
}

/** The condition of a match of an HTTPRoute that has one header; undefined for any other. */
export function conditionOfGateway({
  headers = [],
}: GatewayMatch): HeaderCondition | undefined {
  const [header, ...others] = headers;
  return header && others.length === 0
    ? ofText(
        header.name.toLowerCase(),
        header.type === 'RegularExpression'
          ? { regex: header.value }
          : { exact: header.value },
      )
    : undefined;
}
