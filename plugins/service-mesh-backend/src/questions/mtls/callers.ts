import type { MtlsCaller } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { PlacedCall } from '../traffic/TrafficIndex';

/** Who calls, each with the encryption that the server saw; plaintext first. */
export function callersOf(calls: readonly PlacedCall[]): MtlsCaller[] {
  const callers = new Map<string, MtlsCaller>();
  for (const { call } of calls) {
    const encryption = !call.seenByServer
      ? 'unknown'
      : call.security === 'mutual_tls'
      ? 'mtls'
      : call.security === 'none'
      ? 'plaintext'
      : 'unknown';
    const { namespace, workload, principal } = call.source;
    const isNamed = workload !== 'unknown';
    const key = `${namespace}/${workload} ${encryption}`;
    const known = callers.get(key) ?? {
      namespace: isNamed ? namespace : undefined,
      name: isNamed ? workload : 'clients without identity',
      principal: principal ?? null,
      requestRate: null,
      byteRate: null,
      encryption,
    };
    const field = call.protocol === 'tcp' ? 'byteRate' : 'requestRate';
    callers.set(key, { ...known, [field]: (known[field] ?? 0) + call.rate });
  }
  const order = ['plaintext', 'unknown', 'mtls'];
  return [...callers.values()].sort(
    (a, b) =>
      order.indexOf(a.encryption) - order.indexOf(b.encryption) ||
      (b.requestRate ?? 0) - (a.requestRate ?? 0),
  );
}
