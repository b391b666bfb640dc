import type { TopologyEdge } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { QuestionInput } from '../input';
import { failedShare, isFailed, totalsOf, type Call } from '../traffic/calls';
import { observedEncryption } from '../traffic/encryption';
import type { Peer } from '../traffic/peers';
import type { TrafficIndex } from '../traffic/TrafficIndex';
import { whyUnknown } from '../wording/why';

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
      call.protocol === 'grpc' && call.grpcStatus && call.grpcStatus !== '0'
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
  return [...rates.values()].sort(
    (a, b) =>
      b.rate - a.rate ||
      a.code.localeCompare(b.code) ||
      a.flags.localeCompare(b.flags),
  );
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
  return [...pairs]
    .map(([id, { source, target, peer, calls }]) => {
      const totals = totalsOf(calls);
      const isHttp = calls.some(({ protocol }) => protocol !== 'tcp');
      return {
        id,
        source,
        target,
        protocol: protocolOf(calls),
        requestRate: isHttp ? totals.requestRate : null,
        errorShare: failedShare(totals),
        meanLatency: index.meanLatency(target, source),
        byteRate: totals.byteRate > 0 ? totals.byteRate : null,
        errors: errorsOf(calls),
        encryption: observedEncryption(calls, peer, whyUnknown(input)),
      };
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
