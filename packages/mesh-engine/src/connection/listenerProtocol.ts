import type { ListenerProtocol } from './inboundChains';

const HTTP = ['http', 'http2', 'grpc', 'grpc-web'];
const BYTES = ['https', 'tls', 'tcp', 'mongo', 'mysql', 'redis', 'udp'];

/** How the proxy reads a protocol of Istio's protocol selection; what it does not know it detects. */
export function listenerProtocol(protocol: string): ListenerProtocol {
  if (HTTP.includes(protocol)) {
    return 'http';
  }
  return BYTES.includes(protocol) ? 'tcp' : 'auto';
}
