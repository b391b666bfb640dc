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
import { claimsOf } from './claimsOf';
import { headersByName } from './readAttributes';
import {
  locationsOf,
  tokensAt,
  type Carrier,
  type TokenLocation,
} from './tokenLocations';
import type { RequestHttp } from './types';

/** What the RequestAuthentications of a proxy make of a request. */
export interface TokenVerdict {
  /** Of the token that was taken. */
  claims: Known<Record<string, unknown>>;
  /** Why the request is refused. */
  refused?: Because;
  /** Set when the clock decides, and no time is given. */
  isTimeAsked?: boolean;
}

interface JwtRule {
  policy: KubeObject;
  field: string;
  issuer: string;
  audiences: string[];
  spaceDelimited: string[];
  locations: TokenLocation[];
}

/** Seconds that Envoy forgives. */
const CLOCK_SKEW = 60;

/** Claims that Envoy splits at spaces. */
const SPACE_DELIMITED = ['scope', 'permission'];

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
  if (
    seconds !== undefined &&
    expires !== undefined &&
    expires + CLOCK_SKEW < seconds
  ) {
    return { refused: 'The token has expired.' };
  }
  if (
    seconds !== undefined &&
    starts !== undefined &&
    starts - CLOCK_SKEW > seconds
  ) {
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

/** Claims of a token that somebody else has verified. */
function givenClaims(
  rules: readonly JwtRule[],
  claims: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const own = rules.filter(({ issuer }) => issuer === claims.iss);
  return normalizeClaims({ ...claims }, [
    ...SPACE_DELIMITED,
    ...own.flatMap(({ spaceDelimited }) => spaceDelimited),
  ]);
}

/**
 * Whether the tokens of a request are taken, and what they claim. Signatures are taken for good, as the keys are not
 * part of the mesh; so are tokens in headers that are not known.
 */
export function verifyTokens(
  policies: readonly KubeObject[],
  http: RequestHttp,
  now: number | undefined,
): TokenVerdict {
  const rules = jwtRulesOf(policies);
  if (http.claims !== undefined) {
    return { claims: http.claims && givenClaims(rules, http.claims) };
  }
  if (rules.length === 0) {
    return { claims: null };
  }
  const headers = headersByName(http.headers);
  if (headers === undefined || http.path === undefined) {
    return { claims: undefined };
  }
  if (isPreflight(http.method, headers)) {
    return { claims: null };
  }
  const checks = [...findTokens(rules, { headers, path: http.path })].map(
    ([token, own]) => ({ own, check: checkToken(token, own, now) }),
  );
  const taken = new Map<string, Record<string, unknown>>();
  for (const { own, check } of checks) {
    if (check !== 'time' && 'refused' in check) {
      const [{ policy, field }] = own;
      const refused = { object: refOf(policy), field, says: check.refused };
      return { claims: null, refused };
    }
    if (check !== 'time') {
      taken.set(JSON.stringify(check.claims), check.claims);
    }
  }
  if (checks.some(({ check }) => check === 'time')) {
    return { claims: undefined, isTimeAsked: true };
  }
  const [claims = null] = taken.values();
  return { claims: taken.size > 1 ? undefined : claims };
}
