const BY_NAME = [
  'http',
  'http2',
  'https',
  'grpc-web',
  'grpc',
  'tcp',
  'tls',
  'mongo',
  'mysql',
  'redis',
  'udp',
];

/** Ports that Istio never sniffs because the server speaks first. */
const SERVER_FIRST: Record<number, string> = {
  25: 'tcp',
  53: 'tcp',
  3306: 'tcp',
  27017: 'tcp',
};

/**
 * Istio's explicit protocol selection: appProtocol, then the prefix of the port's name; `auto` when the proxy detects
 * the protocol.
 */
export function portProtocol(port: {
  number: number;
  name?: string;
  appProtocol?: string;
  transport?: string;
}): string {
  if (port.transport?.toUpperCase() === 'UDP') {
    return 'udp';
  }
  const declared = (port.appProtocol ?? port.name ?? '').toLowerCase();
  if (declared === 'kubernetes.io/h2c') {
    return 'http2';
  }
  if (declared === 'kubernetes.io/ws') {
    return 'http';
  }
  if (declared === 'kubernetes.io/wss') {
    return 'https';
  }
  const known = BY_NAME.filter(
    name => declared === name || declared.startsWith(`${name}-`),
  ).sort((a, b) => b.length - a.length)[0];
  return known ?? SERVER_FIRST[port.number] ?? 'auto';
}
