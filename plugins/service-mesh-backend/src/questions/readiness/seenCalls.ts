import type { ObservedPlaintext } from '@ecotrack/mesh-changes';
import type { ObservedCall } from '@ecotrack/mesh-engine';
import type { QuestionInput } from '../input';
import { callsOf, type Call } from '../traffic/calls';
import { encryptionOf } from '../traffic/encryption';
import { targetOf } from '../traffic/peers';

function seen({ source, destination, protocol, rate }: Call): ObservedCall {
  return {
    ...(source.workload !== 'unknown' && {
      client: { namespace: source.namespace, workload: source.workload },
    }),
    server: {
      namespace: destination.namespace,
      workload: destination.workload,
    },
    requestRate: protocol === 'tcp' ? 0 : rate,
  };
}

const pairOf = ({ client, server }: ObservedCall) =>
  JSON.stringify([client, server]);

/** One entry for each caller and server, the busiest first. */
function together(calls: readonly Call[]): ObservedCall[] {
  const pairs = new Map<string, ObservedCall>();
  for (const call of calls.map(seen)) {
    const key = pairOf(call);
    const known = pairs.get(key);
    pairs.set(key, {
      ...call,
      requestRate: call.requestRate + (known?.requestRate ?? 0),
    });
  }
  return [...pairs.values()].sort((a, b) => b.requestRate - a.requestRate);
}

/** Who was seen calling whom, and what of it without mTLS; undefined while telemetry is not live. */
export function seenCalls({
  mesh,
  traffic,
  telemetry,
}: QuestionInput):
  | { all: readonly ObservedCall[]; plaintext: ObservedPlaintext }
  | undefined {
  if (!traffic || telemetry.state !== 'live') {
    return undefined;
  }
  const calls = callsOf(traffic).filter(({ rate }) => rate > 0);
  return {
    all: together(calls),
    plaintext: {
      calls: together(
        calls.filter(
          call => encryptionOf(call, targetOf(mesh, call)) === 'plaintext',
        ),
      ),
      counted: new Set(
        calls
          .filter(({ seenByServer }) => seenByServer)
          .map(
            ({ destination: { namespace, workload } }) =>
              `${namespace}/${workload}`,
          ),
      ),
    },
  };
}
