import type { MtlsCaller } from '@ecotrack/backstage-plugin-service-mesh-common';
import { encryptionOf } from '../traffic/encryption';
import { UNNAMED_CLIENT } from '../traffic/peers';
import type { PlacedCall } from '../traffic/TrafficIndex';

const ORDER = ['plaintext', 'unknown', 'mtls'];

/** Who calls, each with the encryption that the server saw; plaintext first, then by rate. */
export function callersOf(calls: readonly PlacedCall[]): MtlsCaller[] {
  const callers = new Map<string, MtlsCaller>();
  for (const { call, target } of calls) {
    const encryption = encryptionOf(call, target);
    const { namespace, workload, principal } = call.source;
    const isNamed = workload !== 'unknown';
    const key = JSON.stringify([namespace, workload, encryption]);
    const known = callers.get(key) ?? {
      namespace: isNamed ? namespace : undefined,
      name: isNamed ? workload : UNNAMED_CLIENT,
      principal: principal ?? null,
      requestRate: null,
      byteRate: null,
      encryption,
    };
    const field = call.protocol === 'tcp' ? 'byteRate' : 'requestRate';
    callers.set(key, { ...known, [field]: (known[field] ?? 0) + call.rate });
  }
  return [...callers.values()].sort(
    (a, b) =>
      ORDER.indexOf(a.encryption) - ORDER.indexOf(b.encryption) ||
      (b.requestRate ?? 0) - (a.requestRate ?? 0) ||
      (b.byteRate ?? 0) - (a.byteRate ?? 0) ||
      (a.name < b.name ? -1 : 1),
  );
}
