const HTTP = ['http', 'http2', 'http_proxy', 'grpc', 'grpc-web'];
const TLS = ['https', 'tls'];
const TCP = ['tcp', 'mongo', 'redis', 'mysql', ...TLS];
const KNOWN = [...HTTP, ...TCP, 'udp', 'hbone', 'double-hbone'];

const isAmong = (names: string[]) => (protocol: string) =>
  names.includes(protocol.toLowerCase());

export const isKnownProtocol = isAmong(KNOWN);
export const isHttpProtocol = isAmong(HTTP);
export const isTlsProtocol = isAmong(TLS);
/** Protocols of connections rather than of requests, TLS among them. */
export const isTcpProtocol = isAmong(TCP);

/** What is wrong with a protocol; none means that proxies find it out. */
export const protocolProblem = (protocol: string): string | undefined =>
  protocol === '' || isKnownProtocol(protocol)
    ? undefined
    : `unsupported protocol: ${protocol}`;
