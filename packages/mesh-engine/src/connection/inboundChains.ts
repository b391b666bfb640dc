import type { PeerMode } from '../mtls/types';

/** What the listener of a proxy can tell about the first bytes of a connection. */
export interface FirstBytes {
  transport: 'tls' | 'raw';
  /** ALPN of the handshake, or the HTTP version that plain bytes show. */
  alpn?: string;
}

/** One way in which a port takes connections. */
export interface InboundChain {
  transport?: 'tls' | 'raw';
  alpn?: readonly string[];
  handles: 'http' | 'tcp';
  /** Whether the proxy ends the TLS. */
  terminates: boolean;
}

/** How a port is read: as HTTP, as bytes, or by what comes. */
export type ListenerProtocol = 'http' | 'tcp' | 'auto';

const PLAIN_HTTP = ['http/1.0', 'http/1.1', 'h2c'];
const MTLS_HTTP = ['istio-http/1.0', 'istio-http/1.1', 'istio-h2'];
const MTLS_TCP = ['istio-peer-exchange', 'istio'];
const MTLS_ANY = [...MTLS_TCP, ...MTLS_HTTP];

const plain = (
  handles: InboundChain['handles'],
  more: Partial<InboundChain> = {},
): InboundChain => ({ handles, terminates: false, ...more });

const ended = (
  handles: InboundChain['handles'],
  alpn?: readonly string[],
): InboundChain => ({ transport: 'tls', handles, terminates: true, alpn });

/** Source: the filter chain match options of Istio's inbound listener. */
const CHAINS: Record<
  PeerMode,
  Record<ListenerProtocol, readonly InboundChain[]>
> = {
  STRICT: {
    http: [ended('http')],
    tcp: [ended('tcp')],
    auto: [ended('http', MTLS_HTTP), ended('tcp')],
  },
  PERMISSIVE: {
    http: [ended('http', MTLS_ANY), plain('http', { transport: 'raw' })],
    tcp: [
      ended('tcp', MTLS_ANY),
      plain('tcp', { transport: 'raw' }),
      plain('tcp', { transport: 'tls' }),
    ],
    auto: [
      ended('http', MTLS_HTTP),
      plain('http', { transport: 'raw', alpn: PLAIN_HTTP }),
      ended('tcp', MTLS_TCP),
      plain('tcp', { transport: 'raw' }),
      plain('tcp', { transport: 'tls' }),
    ],
  },
  DISABLE: {
    http: [plain('http')],
    tcp: [plain('tcp')],
    auto: [plain('http', { alpn: PLAIN_HTTP }), plain('tcp')],
  },
};

/** The ways in which a port takes connections. */
export function chainsFor(
  mode: PeerMode,
  protocol: ListenerProtocol,
): readonly InboundChain[] {
  return CHAINS[mode][protocol];
}

/** The only way of a port whose Sidecar has TLS settings of its own. */
export function ownTlsChains(
  protocol: ListenerProtocol,
): readonly InboundChain[] {
  return [ended(protocol === 'http' ? 'http' : 'tcp')];
}

/** Picks as Envoy does: by transport, then by ALPN, in each the exact before the open, and never back again. */
export function matchChain(
  chains: readonly InboundChain[],
  { transport, alpn }: FirstBytes,
): InboundChain | undefined {
  const looksForTls = chains.some(chain => chain.transport === 'tls');
  const seen = looksForTls ? transport : 'raw';
  const seenAlpn = transport === 'tls' && !looksForTls ? undefined : alpn;
  const exact = chains.filter(chain => chain.transport === seen);
  const byTransport =
    exact.length > 0
      ? exact
      : chains.filter(chain => chain.transport === undefined);
  return (
    byTransport.find(
      chain => seenAlpn !== undefined && chain.alpn?.includes(seenAlpn),
    ) ?? byTransport.find(chain => chain.alpn === undefined)
  );
}
