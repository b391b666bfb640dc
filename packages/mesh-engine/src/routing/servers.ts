import { asRecord, asText } from '../resources/fields';

type Server = Readonly<Record<string, unknown>>;

const protocolOf = (server: Server): string =>
  (asText(asRecord(server.port).protocol) ?? '').toUpperCase();

const PLAIN_HTTP = ['HTTP', 'HTTP2', 'GRPC', 'GRPC-WEB', 'HTTP_PROXY'];

/** Whether a server of a Gateway passes TLS on without terminating it. */
export function isPassThroughServer({ tls }: Server): boolean {
  return ['PASSTHROUGH', 'AUTO_PASSTHROUGH'].includes(
    asText(asRecord(tls).mode) ?? '',
  );
}

/** Whether a server takes TLS connections; with plain HTTP its TLS settings are only about redirects. */
export function isTlsServer(server: Server): boolean {
  return server.tls !== undefined && !PLAIN_HTTP.includes(protocolOf(server));
}

/** Whether a server terminates TLS and routes the HTTP in it. */
export function isHttpsServer(server: Server): boolean {
  return (
    server.tls !== undefined &&
    protocolOf(server) === 'HTTPS' &&
    !isPassThroughServer(server)
  );
}

/** Whether a server terminates TLS and passes on what is in it. */
export function isTcpServerWithTls(server: Server): boolean {
  return (
    server.tls !== undefined &&
    protocolOf(server) === 'TLS' &&
    !isPassThroughServer(server)
  );
}

/** Whether a server routes by request. */
export function isHttpServer(server: Server): boolean {
  return PLAIN_HTTP.includes(protocolOf(server)) || isHttpsServer(server);
}

/** Whether plain servers can share a port: all that talk HTTP. */
export function canShareAPort(a: Server, b: Server): boolean {
  return (
    PLAIN_HTTP.includes(protocolOf(a)) && PLAIN_HTTP.includes(protocolOf(b))
  );
}
