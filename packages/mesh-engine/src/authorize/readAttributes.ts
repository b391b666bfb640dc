import type { Attributes, Known } from './attributes';
import type { EnforcementPoint } from './enforcementPoints';
import type { AuthorizeRequest } from './types';

const HEADER_OF = {
  ':method': 'method',
  ':authority': 'host',
  ':path': 'path',
} as const;

type Headers = Readonly<Record<string, string>> | undefined;

/** By lower-case name; Envoy joins several of one name. */
export function headersByName(headers: Headers): Headers {
  return (
    headers &&
    Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [
        name.toLowerCase(),
        String(value),
      ]),
    )
  );
}

/**
 * The original client as a proxy without further settings tells it: the last address that a sidecar is forwarded, at a
 * gateway the connection's own unless something was forwarded.
 */
function remoteIpOf(
  { source }: AuthorizeRequest,
  { proxy, connection }: EnforcementPoint,
  headers: Headers,
  isTcp: boolean,
): Known<string> {
  if (source?.remoteIp !== undefined) {
    return source.remoteIp;
  }
  if (isTcp) {
    return connection.sourceIp;
  }
  if (!headers) {
    return undefined;
  }
  const forwarded = headers['x-forwarded-for'];
  if (forwarded === undefined) {
    return connection.sourceIp;
  }
  return proxy === 'gateway' ? undefined : forwarded.split(',').pop()?.trim();
}

function headerReader(
  { http }: AuthorizeRequest,
  headers: Headers,
): Attributes['header'] {
  return name => {
    if (name === ':method' || name === ':authority' || name === ':path') {
      return http?.[HEADER_OF[name]];
    }
    if (name.startsWith(':') || !headers) {
      return undefined;
    }
    return Object.hasOwn(headers, name) ? headers[name] : null;
  };
}

/** What a proxy knows of a request. */
export function readAttributes(
  request: AuthorizeRequest,
  point: EnforcementPoint,
  isTcp: boolean,
  read: Pick<Attributes, 'claims' | 'path'>,
): Attributes {
  const headers = headersByName(request.http?.headers);
  return {
    ...read,
    ...point.connection,
    remoteIp: remoteIpOf(request, point, headers, isTcp),
    sni: request.sni,
    header: headerReader(request, headers),
    metadata: request.metadata,
  };
}
