import type {
  ObservedEncryption,
  TopologyEdge,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import type { MeshService } from '@ecotrack/mesh-engine';
import type { QuestionInput } from '../input';
import { isFailed, totalsOf, type Call } from '../traffic/calls';
import type { Peer } from '../traffic/peers';
import type { TrafficIndex } from '../traffic/TrafficIndex';

/** Whether every port of a service carries TLS that its clients bring: the mesh sees bytes, not whether they are encrypted. */
export function carriesOwnTls({ ports }: MeshService): boolean {
  return (
    ports.length > 0 &&
    ports.every(({ protocol }) => protocol === 'https' || protocol === 'tls')
  );
}

/**
 * Share of calls over mTLS, from those that a server's proxy counted. Requests and bytes are never added up.
 * @param ownTls - whether the server's ports carry TLS of the clients' own
 */
export function observedEncryption(
  calls: readonly Call[],
  why: string,
  ownTls: boolean,
): ObservedEncryption {
  const http = calls.filter(({ protocol }) => protocol !== 'tcp');
  const judged = (http.length > 0 ? http : calls).filter(
    ({ seenByServer, security }) => seenByServer && security !== 'unknown',
  );
  const total = judged.reduce((sum, call) => sum + call.rate, 0);
  if (total === 0) {
    return {
      state: 'unknown',
      mtlsShare: null,
      reason:
        calls.length > 0 ? 'No proxy at the server counted these calls.' : why,
    };
  }
  const encrypted = judged
    .filter(({ security }) => security === 'mutual_tls')
    .reduce((sum, call) => sum + call.rate, 0);
  const mtlsShare = Math.min(1, encrypted / total);
  if (ownTls && http.length === 0 && mtlsShare < 1) {
    return {
      state: 'unknown',
      mtlsShare: null,
      reason:
        'The port carries TLS of its clients, which the mesh does not see into.',
    };
  }
  return {
    state: mtlsShare === 1 ? 'mtls' : mtlsShare === 0 ? 'plaintext' : 'mixed',
    mtlsShare,
  };
}

function protocolOf(calls: readonly Call[]): TopologyEdge['protocol'] {
  return (
    (['grpc', 'http', 'tcp'] as const).find(name =>
      calls.some(({ protocol }) => protocol === name),
    ) ?? 'unknown'
  );
}

function errorsOf(calls: readonly Call[]): TopologyEdge['errors'] {
  const rates = new Map<
    string,
    { code: string; flags: string; rate: number }
  >();
  for (const call of calls.filter(isFailed)) {
    const code =
      call.protocol === 'grpc' && call.grpcStatus
        ? `grpc ${call.grpcStatus}`
        : call.responseCode;
    const key = `${code} ${call.responseFlags}`;
    const known = rates.get(key);
    rates.set(key, {
      code,
      flags: call.responseFlags,
      rate: call.rate + (known?.rate ?? 0),
    });
  }
  return [...rates.values()].sort((a, b) => b.rate - a.rate);
}

/** One edge for each pair of nodes with traffic. */
export function edgesOf(
  input: QuestionInput,
  index: TrafficIndex,
): TopologyEdge[] {
  const pairs = new Map<
    string,
    { source: string; target: string; peer: Peer; calls: Call[] }
  >();
  for (const { call, target, sourceId, targetId } of index.placed) {
    const id = `${sourceId} → ${targetId}`;
    const pair = pairs.get(id) ?? {
      source: sourceId,
      target: targetId,
      peer: target,
      calls: [],
    };
    pair.calls.push(call);
    pairs.set(id, pair);
  }
  return [...pairs].map(([id, { source, target, peer, calls }]) => {
    const { requestRate, failedRate, byteRate } = totalsOf(calls);
    const isHttp = calls.some(({ protocol }) => protocol !== 'tcp');
    return {
      id,
      source,
      target,
      protocol: protocolOf(calls),
      requestRate: isHttp ? requestRate : null,
      errorShare: requestRate > 0 ? failedRate / requestRate : null,
      meanLatency: index.meanLatency({ targetId: target, sourceId: source }),
      byteRate: byteRate > 0 ? byteRate : null,
      errors: errorsOf(calls),
      encryption: observedEncryption(
        calls,
        `no traffic in ${input.window.text}`,
        peer.type === 'service' && carriesOwnTls(peer.service),
      ),
    };
  });
}
