import { asList, asRecord, asText, at } from '../../resources/fields';
import type { KubeObject } from '../../resources/types';

const PROTOCOLS = [
  'grpc',
  'grpc-web',
  'http',
  'http2',
  'https',
  'mongo',
  'mysql',
  'redis',
  'tcp',
  'tls',
  'udp',
  'hbone',
  'double-hbone',
  'auto',
];

/** Names of appProtocol that Kubernetes gives, and Istio understands. */
const OF_KUBERNETES = [
  'kubernetes.io/h2c',
  'kubernetes.io/ws',
  'kubernetes.io/wss',
];

export function isNamed(name: string): boolean {
  const lower = name.toLowerCase();
  return PROTOCOLS.some(
    protocol => lower === protocol || lower.startsWith(`${protocol}-`),
  );
}

export const isKnown = (appProtocol: string) =>
  PROTOCOLS.includes(appProtocol.toLowerCase()) ||
  OF_KUBERNETES.includes(appProtocol.toLowerCase());

export const portsOf = (object: KubeObject) =>
  asList(at(object, 'spec', 'ports'))
    .map(asRecord)
    .map((port, index) => ({ port, index }))
    .filter(({ port }) => asText(port.protocol)?.toUpperCase() !== 'UDP');
