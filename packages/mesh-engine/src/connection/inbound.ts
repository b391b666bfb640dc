import type { Mesh } from '../mesh/Mesh';
import { peerModeFor } from '../mtls/peerModeFor';
import type { PeerMode } from '../mtls/types';
import { asText } from '../resources/fields';
import type { Because } from '../resources/types';
import { chainsFor, matchChain, ownTlsChains } from './inboundChains';
import { inboundPort, type InboundPort } from './inboundPort';
import type { ServerProxy } from './servicesOfProxy';

/** A connection as it reaches the proxy of a server. */
export interface InboundCall {
  /** Port of the pod. */
  port: number;
  /** What the caller talks inside of any TLS. */
  protocol: 'http' | 'http2' | 'grpc' | 'tcp';
  /** One-way TLS, or TLS with a certificate of the caller. */
  tls: 'plaintext' | 'tls' | 'mtls';
  /** ALPN of the handshake; default: as proxies and clients of the protocol have it. */
  alpn?: string;
  /** Whether the caller's certificate is one of the mesh; it is unless said otherwise. */
  identity?: 'mesh' | 'other';
}

/** Why a proxy does not take a connection. */
export type InboundError =
  /** The port does not take such a connection. */
  | 'noFilterChain'
  /** The handshake fails: the two sides ask for different certificates. */
  | 'mtlsError'
  /** The bytes are not of the protocol that the port is declared with. */
  | 'protocolError';

/** What becomes of a connection at the proxy of a server. */
export interface InboundAnswer {
  error?: InboundError;
  handles: 'http' | 'tcp';
  /** TLS that ends at the proxy. */
  terminates?: 'mTLS' | 'TLS';
  mode: PeerMode;
  port: InboundPort;
  because: Because[];
}

/** The port at which a proxy takes what was sent to all others. */
const VIRTUAL_INBOUND = 15006;

function alpnOf({
  tls,
  protocol,
  alpn,
  identity,
}: InboundCall): string | undefined {
  if (alpn !== undefined) {
    return alpn;
  }
  const isHttp = protocol !== 'tcp';
  const isHttp2 = protocol === 'http2' || protocol === 'grpc';
  if (tls === 'mtls' && identity !== 'other') {
    return isHttp ? (isHttp2 ? 'istio-h2' : 'istio-http/1.1') : 'istio';
  }
  if (!isHttp) {
    return undefined;
  }
  const ofHttp2 = tls === 'plaintext' ? 'h2c' : 'h2';
  return isHttp2 ? ofHttp2 : 'http/1.1';
}

/** Whether the handshake with a proxy that ends TLS succeeds. */
function handshakeFails(
  { tls, identity = 'mesh' }: InboundCall,
  ownMode: string | undefined,
): boolean {
  if (ownMode === undefined || ownMode === 'ISTIO_MUTUAL') {
    return tls !== 'mtls' || identity !== 'mesh';
  }
  return ownMode === 'MUTUAL'
    ? tls !== 'mtls' || identity === 'mesh'
    : tls === 'mtls';
}

function explain(
  { kind, declaredBy, field }: InboundPort,
  port: number,
): Because {
  const says = {
    service: `A service declares port ${port} of the pod.`,
    sidecar: `The Sidecar of the server declares port ${port}.`,
    passthrough: `Nothing declares port ${port} of the pod: the proxy passes on what comes there, by the mode that holds for the port.`,
  }[kind];
  return { object: declaredBy, field, says };
}

/** What becomes of a connection at the proxy of a server. */
export function inboundAnswer(
  mesh: Mesh,
  proxy: ServerProxy,
  call: InboundCall,
): InboundAnswer {
  const { mode, because } = peerModeFor(
    mesh,
    proxy.namespace,
    proxy.labels,
    call.port,
  );
  const port = inboundPort(mesh, proxy, call.port);
  const own = mode === 'DISABLE' ? port.tls : undefined;
  const chains = own
    ? ownTlsChains(port.protocol)
    : chainsFor(mode, port.protocol);
  const chain = matchChain(chains, {
    transport: call.tls === 'plaintext' ? 'raw' : 'tls',
    alpn: alpnOf(call),
  });
  const explained = [...because, explain(port, call.port)];
  const answer = {
    mode,
    port,
    because: explained,
    handles: chain?.handles ?? 'tcp',
  };
  const error = (code: InboundError, says: string): InboundAnswer => ({
    ...answer,
    error: code,
    because: [...explained, { says }],
  });
  if (!chain || call.port === VIRTUAL_INBOUND) {
    return error(
      'noFilterChain',
      `The server's proxy takes no ${
        call.tls === 'plaintext' ? 'plaintext' : 'TLS of others'
      } on this port.`,
    );
  }
  const ownMode = own && (asText(own.mode) ?? 'SIMPLE');
  if (chain.terminates && handshakeFails(call, ownMode)) {
    return error(
      'mtlsError',
      ownMode
        ? 'The caller does not bring the certificates that the TLS settings of the Sidecar ask for.'
        : "The server's proxy asks for a certificate of the mesh, and the caller brings none.",
    );
  }
  const readsBytes = chain.terminates || call.tls === 'plaintext';
  if (chain.handles === 'http' && (!readsBytes || call.protocol === 'tcp')) {
    return error(
      'protocolError',
      readsBytes
        ? 'The port is declared as HTTP, and what comes is not.'
        : 'The port is declared as HTTP and ends no TLS, so the bytes of a handshake are not understood.',
    );
  }
  const isMesh = ownMode === undefined || ownMode === 'ISTIO_MUTUAL';
  return {
    ...answer,
    terminates: chain.terminates ? (isMesh ? 'mTLS' : 'TLS') : undefined,
  };
}
