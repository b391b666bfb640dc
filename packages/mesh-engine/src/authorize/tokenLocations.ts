import { asList, asRecord, asText, asTexts } from '../resources/fields';

/** Where a rule of a RequestAuthentication looks for tokens. */
export type TokenLocation =
  | { in: 'header'; name: string; prefix: string }
  | { in: 'param' | 'cookie'; name: string };

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

/** The parts of a request that may carry tokens; headers by lower-case name. */
export interface Carrier {
  headers: Readonly<Record<string, string>>;
  path: string;
}

/** The tokens at a place of the request. */
export function tokensAt(
  location: TokenLocation,
  { headers, path }: Carrier,
): string[] {
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

/** Its own places, or those that Istio looks at by default. */
export function locationsOf(rule: Record<string, unknown>): TokenLocation[] {
  const own: TokenLocation[] = [
    ...asList(rule.fromHeaders).map(
      (entry): TokenLocation => ({
        in: 'header',
        name: (asText(asRecord(entry).name) ?? '').toLowerCase(),
        prefix: asText(asRecord(entry).prefix) ?? '',
      }),
    ),
    ...asTexts(rule.fromParams).map(
      (name): TokenLocation => ({ in: 'param', name }),
    ),
    ...asTexts(rule.fromCookies).map(
      (name): TokenLocation => ({
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
