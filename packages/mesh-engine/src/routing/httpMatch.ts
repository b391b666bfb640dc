import { perObject } from '../mesh/perObject';
import { asRecord, asText } from '../resources/fields';
import {
  fitsString,
  readStringMatch,
  type RegexMatch,
  type StringMatch,
} from './stringMatch';

/** A condition on a header; `:method`, `:scheme` and `:authority` are headers too. */
export interface HeaderMatch {
  name: string;
  match: StringMatch;
  /** Fits where the condition does not. */
  invert: boolean;
  /** A header that is not there counts as one with an empty value. */
  missingIsEmpty: boolean;
}

/** Which requests a route takes. */
export interface HttpMatch {
  path: { kind: 'prefix' | 'segments' | 'exact'; value: string } | RegexMatch;
  ignoreCase: boolean;
  headers: HeaderMatch[];
  query: { name: string; match: StringMatch }[];
}

/** What is known of a request; absent is not known. */
export interface KnownRequest {
  /** Normalized, without the query. */
  path?: string;
  /** Whether the proxy takes no such path: 400. */
  isRefused: boolean;
  /** `:method` and such among them; names in lower case. */
  headers: Readonly<Record<string, string>>;
  /** Whether a header that is not listed is known to be absent. */
  hasAllHeaders: boolean;
  query?: Readonly<Record<string, string>>;
}

type Match = Readonly<Record<string, unknown>>;

const PSEUDO = ['method', 'scheme', 'authority'];

const sorted = (value: unknown): [string, unknown][] =>
  Object.entries(asRecord(value)).sort(([a], [b]) => (a < b ? -1 : 1));

function readPath(uri: unknown, gatewaySemantics: boolean): HttpMatch['path'] {
  const match = readStringMatch(uri);
  if (match.kind === 'present') {
    return { kind: 'prefix', value: '/' };
  }
  if (match.kind === 'prefix' && gatewaySemantics && match.value !== '/') {
    return { kind: 'segments', value: match.value.replace(/\/$/, '') };
  }
  return match;
}

function read(match: Match, gatewaySemantics: boolean): HttpMatch {
  const { uri, headers, withoutHeaders, queryParams, ignoreUriCase } = match;
  return {
    path: readPath(uri, gatewaySemantics),
    ignoreCase: ignoreUriCase === true,
    headers: [
      ...sorted(headers).map(([name, value]) => ({
        name,
        match: readStringMatch(value),
        invert: false,
        missingIsEmpty: false,
      })),
      ...sorted(withoutHeaders).map(([name, value]) => {
        const condition = readStringMatch(value);
        return {
          name,
          match: condition,
          invert: true,
          missingIsEmpty: condition.kind !== 'present',
        };
      }),
      ...PSEUDO.filter(field => asRecord(match)[field] !== undefined).map(
        field => ({
          name: `:${field}`,
          match: readStringMatch(asRecord(match)[field]),
          invert: false,
          missingIsEmpty: false,
        }),
      ),
    ],
    query: sorted(queryParams).map(([name, value]) => ({
      name,
      match: readStringMatch(value),
    })),
  };
}

const asWritten = perObject((match: Match) => read(match, false));
const ofGatewayApi = perObject((match: Match) => read(match, true));
const NO_CONDITION: Match = {};

/** Reads a match of a VirtualService; none takes everything. */
export const readHttpMatch = (
  match: Match = NO_CONDITION,
  gatewaySemantics: boolean,
): HttpMatch => (gatewaySemantics ? ofGatewayApi : asWritten)(match);

/** Whether a match takes every request, so that no route after it is ever asked. */
export function takesEverything({ path, headers, query }: HttpMatch): boolean {
  return (
    path.kind === 'prefix' &&
    path.value === '/' &&
    headers.length === 0 &&
    query.length === 0
  );
}

function fitsPath({ path, ignoreCase }: HttpMatch, asked: string): boolean {
  if (path.kind === 'regex') {
    return fitsString(path, asked);
  }
  const fold = (text: string) => (ignoreCase ? text.toLowerCase() : text);
  const value = fold(path.value);
  const text = fold(asked);
  switch (path.kind) {
    case 'segments':
      return text === value || text.startsWith(`${value}/`);
    case 'prefix':
      return text.startsWith(value);
    default:
      return text === value;
  }
}

const MISSING = '';

function fitsHeader(
  header: HeaderMatch,
  { headers, hasAllHeaders }: KnownRequest,
): boolean | undefined {
  const name = header.name.toLowerCase();
  const known = Object.prototype.hasOwnProperty.call(headers, name)
    ? headers[name]
    : undefined;
  if (known === undefined && (!hasAllHeaders || name.startsWith(':'))) {
    return undefined;
  }
  if (known === undefined && !header.missingIsEmpty) {
    return header.invert;
  }
  return fitsString(header.match, known ?? MISSING) !== header.invert;
}

/** Whether a request fits; undefined with what would have to be known. */
export function fitsRequest(
  match: HttpMatch,
  request: KnownRequest,
): { fits: boolean | undefined; needs: string[] } {
  const { query } = request;
  const all: [string, boolean | undefined][] = [
    [
      'path',
      match.path.kind === 'prefix' && match.path.value === '/'
        ? true
        : request.path === undefined
        ? undefined
        : fitsPath(match, request.path),
    ],
    ...match.headers.map((header): [string, boolean | undefined] => [
      header.name.startsWith(':')
        ? header.name.slice(1)
        : `header ${header.name.toLowerCase()}`,
      fitsHeader(header, request),
    ]),
    ...match.query.map(
      ({ name, match: wanted }): [string, boolean | undefined] => [
        `query parameter ${name}`,
        query === undefined
          ? undefined
          : asText(query[name]) !== undefined &&
            fitsString(wanted, query[name]),
      ],
    ),
  ];
  if (all.some(([, fits]) => fits === false)) {
    return { fits: false, needs: [] };
  }
  const needs = all.flatMap(([name, fits]) =>
    fits === undefined ? [name] : [],
  );
  return { fits: needs.length > 0 ? undefined : true, needs };
}
