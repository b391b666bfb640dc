import {
  asList,
  asNumber,
  asRecord,
  asText,
  asTexts,
  at,
} from '../resources/fields';
import { refOf } from '../resources/ref';
import type { Because, KubeObject } from '../resources/types';
import type { Known } from './attributes';
import { headersByName } from './readAttributes';
import type { RequestHttp } from './types';

/** What the RequestAuthentications of a proxy make of a request. */
export interface TokenVerdict {
  /** Of the token that was taken. */
  claims: Known<Record<string, unknown>>;
  /** Why the request is refused. */
  refused?: Because;
  /** What an unknown verdict depends on. */
  dependsOn: string[];
}

interface JwtRule {
  policy: KubeObject;
  field: string;
  issuer: string;
  audiences: string[];
  spaceDelimited: string[];
  locations: Location[];
}

type Location =
  | { in: 'header'; name: string; prefix: string }
  | { in: 'param' | 'cookie'; name: string };

/** Claims that Envoy splits at spaces. */
const SPACE_DELIMITED = ['scope', 'permission'];

function locationsOf(rule: Record<string, unknown>): Location[] {
  const own: Location[] = [
    ...asList(rule.fromHeaders).map(
      (entry): Location => ({
        in: 'header',
        name: (asText(asRecord(entry).name) ?? '').toLowerCase(),
        prefix: asText(asRecord(entry).prefix) ?? '',
      }),
    ),
    ...asTexts(rule.fromParams).map(
      (name): Location => ({ in: 'param', name }),
    ),
    ...asTexts(rule.fromCookies).map(
      (name): Location => ({
        in: 'cookie',
        name,
      }),
    ),
  ];
  return own.length > 0
    ? own
    : [
        { in: 'header', name: 'authorization', prefix: 'Bearer ' },
        { in: 'param', name: 'access_token' },
      ];
}

function jwtRulesOf(policies: readonly KubeObject[]): JwtRule[] {
  return policies.flatMap(policy =>
    asList(at(policy, 'spec', 'jwtRules'))
      .map(asRecord)
      .map((rule, index) => ({
        policy,
        field: `spec.jwtRules[${index}]`,
        issuer: asText(rule.issuer) ?? '',
        audiences: asTexts(rule.audiences),
        spaceDelimited: [
          ...SPACE_DELIMITED,
          ...asTexts(rule.spaceDelimitedClaims),
        ],
        locations: locationsOf(rule),
      })),
  );
}

function decodePart(part: string): unknown {
  if (!/^[\w-]+$/.test(part)) {
    return undefined;
  }
  try {
    const bytes = atob(part.replaceAll('-', '+').replaceAll('_', '/'));
    const text = new TextDecoder('utf-8', { fatal: true }).decode(
      Uint8Array.from(bytes, byte => byte.charCodeAt(0)),
    );
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The claims of a token; undefined when it is none. */
function claimsOf(token: string): Record<string, unknown> | undefined {
  const parts = token.split('.');
  const [header, payload] = parts.map(decodePart);
  return parts.length === 3 && typeof header === 'object' && payload
    ? asRecord(payload)
    : undefined;
}

function decodeParam(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

function paramsOf(path: string): [string, string][] {
  const [, query = ''] = path.split('#')[0].split(/\?(.*)/s);
  return query
    .split('&')
    .map(pair => pair.split(/=(.*)/s))
    .map(([name, value = '']) => [decodeParam(name), decodeParam(value)]);
}

function cookiesOf(header: string): [string, string][] {
  return header
    .split(';')
    .map(pair => pair.trim().split(/=(.*)/s))
    .map(([name, value = '']) => [name, value]);
}

interface Carrier {
  headers: Readonly<Record<string, string>>;
  path: string;
}

/** The tokens at a place of the request. */
function tokensAt(location: Location, { headers, path }: Carrier): string[] {
  if (location.in !== 'header') {
    const pairs =
      location.in === 'param'
        ? paramsOf(path)
        : cookiesOf(headers.cookie ?? '');
    return pairs
      .filter(([name, value]) => name === location.name && value !== '')
      .map(([, value]) => value);
  }
  const value = headers[location.name];
  if (!value?.includes(location.prefix)) {
    return [];
  }
  const after = value.slice(
    value.indexOf(location.prefix) + location.prefix.length,
  );
  return [/^[^\s,;]*/.exec(after.trimStart())?.[0] ?? ''];
}

function normalizeClaims(
  claims: Record<string, unknown>,
  spaceDelimited: readonly string[],
): Record<string, unknown> {
  const split = spaceDelimited.flatMap(name => {
    const value = claims[name];
    return typeof value === 'string' ? [[name, value.split(' ')]] : [];
  });
  return { ...claims, ...Object.fromEntries(split) };
}

function audiencesOf(claims: Record<string, unknown>): string[] {
  const { aud } = claims;
  return typeof aud === 'string' ? [aud] : asTexts(aud);
}

const withoutSlash = (text: string) => text.replace(/\/$/, '');

type Check = { claims: Record<string, unknown> } | { refused: string } | 'time';

/** One token against the rules that look for it where it stands. */
function checkToken(
  token: string,
  rules: readonly JwtRule[],
  now: number | undefined,
): Check {
  const claims = claimsOf(token);
  if (!claims) {
    return { refused: 'The token is no JSON web token.' };
  }
  const issuer = asText(claims.iss) ?? '';
  const own = rules.filter(rule => rule.issuer === issuer);
  if (own.length === 0) {
    return { refused: `No rule takes tokens of the issuer ${issuer}.` };
  }
  const taken = own.find(
    ({ audiences }) =>
      audiences.length === 0 ||
      audiencesOf(claims).some(audience =>
        audiences.map(withoutSlash).includes(withoutSlash(audience)),
      ),
  );
  if (!taken) {
    return { refused: 'The token is for another audience.' };
  }
  const seconds = now === undefined ? undefined : now / 1000;
  const expires = asNumber(claims.exp);
  const starts = asNumber(claims.nbf);
  if (seconds === undefined && (expires ?? starts) !== undefined) {
    return 'time';
  }
  if (seconds !== undefined && expires !== undefined && expires < seconds) {
    return { refused: 'The token has expired.' };
  }
  if (seconds !== undefined && starts !== undefined && starts > seconds) {
    return { refused: 'The token is not valid yet.' };
  }
  return { claims: normalizeClaims(claims, taken.spaceDelimited) };
}

function isPreflight(
  method: string | undefined,
  headers: Readonly<Record<string, string>>,
): boolean {
  return (
    method === 'OPTIONS' &&
    Boolean(headers.origin) &&
    Boolean(headers['access-control-request-method'])
  );
}

/** Tokens with the rules that look for them there. */
function findTokens(
  rules: readonly JwtRule[],
  carrier: Carrier,
): Map<string, JwtRule[]> {
  const found = new Map<string, JwtRule[]>();
  for (const rule of rules) {
    const own = new Set(
      rule.locations.flatMap(location => tokensAt(location, carrier)),
    );
    for (const token of own) {
      found.set(token, [...(found.get(token) ?? []), rule]);
    }
  }
  return found;
}

/**
 * Whether the tokens of a request are taken, and what they claim. Signatures are taken for good: the keys are not part
 * of the mesh.
 */
export function verifyTokens(
  policies: readonly KubeObject[],
  http: RequestHttp,
  now: number | undefined,
): TokenVerdict {
  if (http.claims !== undefined) {
    const claims =
      http.claims && normalizeClaims({ ...http.claims }, SPACE_DELIMITED);
    return { claims, dependsOn: [] };
  }
  const rules = jwtRulesOf(policies);
  if (rules.length === 0) {
    return { claims: null, dependsOn: [] };
  }
  const headers = headersByName(http.headers);
  if (headers === undefined || http.path === undefined) {
    return { claims: undefined, dependsOn: ['request.auth.claims'] };
  }
  if (isPreflight(http.method, headers)) {
    return { claims: null, dependsOn: [] };
  }
  const checks = [...findTokens(rules, { headers, path: http.path })].map(
    ([token, own]) => ({ own, check: checkToken(token, own, now) }),
  );
  for (const { own, check } of checks) {
    if (check !== 'time' && 'refused' in check) {
      const [{ policy, field }] = own;
      return {
        claims: null,
        dependsOn: [],
        refused: { object: refOf(policy), field, says: check.refused },
      };
    }
  }
  if (checks.length === 0) {
    return { claims: null, dependsOn: [] };
  }
  const [{ check }] = checks;
  return checks.length > 1 || check === 'time' || !('claims' in check)
    ? { claims: undefined, dependsOn: ['request.auth.claims'] }
    : { claims: check.claims, dependsOn: [] };
}
