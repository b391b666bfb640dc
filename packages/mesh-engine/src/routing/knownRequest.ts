import { normalizePath } from '../authorize/normalizePath';
import type { PathNormalization } from '../mesh/meshConfig';
import type { KnownRequest } from './httpMatch';
import type { RouteRequest } from './types';

/** The Host header without its port; lower case. IPv6 addresses lose their brackets. */
export function hostWithoutPort(host: string): string {
  const lower = host.toLowerCase();
  const bracketed = /^\[([^\]]*)\](?::\d+)?$/.exec(lower);
  if (bracketed) {
    return bracketed[1];
  }
  return /^[^:]*:\d+$/.test(lower)
    ? lower.slice(0, lower.lastIndexOf(':'))
    : lower;
}

function parseQuery(query: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(query));
}

/** What routes may ask of a request. @param normalization - of the mesh configuration */
export function knownRequest(
  request: RouteRequest,
  normalization: PathNormalization,
): KnownRequest {
  const { path, method, host, headers } = request;
  const normalized =
    path === undefined ? undefined : normalizePath(path, normalization);
  const [, query = ''] = path?.split('#')[0].split(/\?(.*)/s) ?? [];
  const given: [string, string | undefined][] = [
    [':method', method],
    [':scheme', request.scheme ?? (request.tls ? 'https' : 'http')],
    [':authority', host],
  ];
  return {
    path: normalized,
    isRefused: path !== undefined && normalized === undefined,
    headers: Object.fromEntries([
      ...Object.entries(headers ?? {}).map(([name, value]) => [
        name.toLowerCase(),
        String(value),
      ]),
      ...given.filter(([, value]) => value !== undefined),
    ]),
    hasAllHeaders: headers !== undefined,
    query:
      request.query ?? (path === undefined ? undefined : parseQuery(query)),
  };
}

/** Whether the proxy in front of the caller sees requests of HTTP: not through TLS of the caller. */
export function isPlainHttp({ protocol = 'http', tls }: RouteRequest): boolean {
  return protocol !== 'tcp' && !tls;
}

/** Server name of the TLS handshake; undefined without TLS. */
export function serverNameOf({
  tls,
  sni,
  host,
}: RouteRequest): string | undefined {
  return tls
    ? sni?.toLowerCase() ?? (host && hostWithoutPort(host))
    : undefined;
}
