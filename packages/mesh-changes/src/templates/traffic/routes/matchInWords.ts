import type { GatewayMatch, HttpMatch, StringMatch } from './types';

function compared(match: StringMatch): string {
  const [[way, value] = ['any', '']] = Object.entries(match);
  return way === 'exact'
    ? ` ${value}`
    : way === 'any'
    ? ''
    : ` ${way} ${value}`;
}

/** What a match of a VirtualService asks for. */
export function httpMatchInWords(match: HttpMatch): string {
  const words = [
    ...Object.entries(match.headers ?? {}).map(
      ([name, value]) => `header ${name}${compared(value)}`,
    ),
    ...Object.entries(match.queryParams ?? {}).map(
      ([name, value]) => `query ${name}${compared(value)}`,
    ),
    ...(match.uri ? [`path${compared(match.uri)}`] : []),
    ...Object.keys(match)
      .filter(
        field => !['headers', 'queryParams', 'uri', 'name'].includes(field),
      )
      .map(field => `${field}`),
  ];
  return words.join(' and ') || 'all requests';
}

/** What a match of an HTTPRoute asks for. */
export function gatewayMatchInWords(match: GatewayMatch): string {
  const words = [
    ...(match.headers ?? []).map(
      ({ name, value }) => `header ${name} ${value}`,
    ),
    ...(match.queryParams ?? []).map(
      ({ name, value }) => `query ${name} ${value}`,
    ),
    ...(match.path ? [`path ${match.path.value ?? '/'}`] : []),
    ...(match.method ? [`method ${match.method}`] : []),
  ];
  return words.join(' and ') || 'all requests';
}
