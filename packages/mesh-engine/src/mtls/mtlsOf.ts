import {
  gatewayServers,
  type GatewayServer,
} from '../connection/gatewayServer';
import { isIntercepted } from '../connection/isIntercepted';
import type { Mesh } from '../mesh/Mesh';
import type { Workload } from '../mesh/types';
import { withOrigins } from '../mesh/withOrigins';
import type { Because } from '../resources/types';
import { refKey } from '../resources/ref';
import { peerModeFor } from './peerModeFor';
import type { MtlsAnswer } from './types';

const EFFECTIVE = {
  STRICT: 'strict',
  PERMISSIVE: 'permissive',
  DISABLE: 'plaintext',
} as const;

/** What a gateway asks of its callers stands in the servers of its Gateways; PeerAuthentication does not reach it. */
function ofGateway(
  mesh: Mesh,
  workload: Workload,
  port: number | undefined,
): Pick<MtlsAnswer, 'effective' | 'because'> {
  const ofPort = gatewayServers(mesh, workload, port);
  // Gateways name ports as services do, so that the pod's may be none of theirs.
  const servers =
    ofPort?.length === 0 ? gatewayServers(mesh, workload) : ofPort;
  if (!servers) {
    return {
      effective: 'unknown',
      because: [
        {
          object: workload.ref,
          says: 'This is a gateway, which PeerAuthentication does not reach, and no Gateway names it.',
        },
      ],
    };
  }
  const asks = ({ tls, isWaypoint }: GatewayServer) =>
    isWaypoint ? 'tunnels of the mesh alone' : tls ?? 'no TLS';
  const isMutual =
    servers.length > 0 &&
    servers.every(
      ({ tls, isWaypoint }) =>
        isWaypoint || ['MUTUAL', 'ISTIO_MUTUAL'].includes(tls ?? ''),
    );
  const byGateway = new Map<string, GatewayServer[]>();
  for (const server of servers) {
    const key = refKey(server.object);
    byGateway.set(key, [...(byGateway.get(key) ?? []), server]);
  }
  return {
    effective: isMutual ? 'strict' : 'unknown',
    because: [...byGateway.values()].map(own => ({
      object: own[0].object,
      field: own.length === 1 ? own[0].field : own[0].field.split('[')[0],
      says: `This is a gateway, which PeerAuthentication does not reach. Its servers ask for ${[
        ...new Set(own.map(asks)),
      ]
        .sort()
        .join(', ')}.`,
    })),
  };
}

/** See `Mesh.mtls`. */
export function mtlsOf(
  mesh: Mesh,
  workload: Workload,
  port?: number,
): MtlsAnswer {
  const { mode, because: chain } = peerModeFor(
    mesh,
    workload.namespace,
    workload.labels,
    port,
  );
  const { sidecar, ref } = workload;
  const answer = (
    effective: MtlsAnswer['effective'],
    ...more: Because[]
  ): MtlsAnswer => ({
    mode,
    effective,
    because: withOrigins(mesh, [...chain, ...more]),
  });
  const hasProxy = sidecar.state === 'all' || sidecar.state === 'some';
  if (
    hasProxy &&
    port !== undefined &&
    !isIntercepted(workload.annotations, 'Inbound', port)
  ) {
    return answer('plaintext', {
      object: ref,
      field: 'metadata.annotations',
      says: `Port ${port} does not go through the proxy, so nothing terminates mTLS there.`,
    });
  }
  switch (sidecar.state) {
    case 'gateway': {
      const gateway = ofGateway(mesh, workload, port);
      return {
        mode,
        effective: gateway.effective,
        because: withOrigins(mesh, gateway.because),
      };
    }
    case 'none':
      return answer('plaintext', {
        object: ref,
        says: 'The workload has no proxy, so nothing terminates mTLS and every caller talks plaintext.',
      });
    case 'some':
      return answer(mode === 'DISABLE' ? 'plaintext' : 'permissive', {
        object: ref,
        says: `${sidecar.pods - sidecar.injected} of ${
          sidecar.pods
        } pods have no proxy and take plaintext.`,
      });
    case 'ambient':
      return mode === 'DISABLE'
        ? answer('permissive', {
            object: ref,
            says: 'Ambient does not honour DISABLE: ztunnel takes both HBONE and plaintext.',
          })
        : answer(EFFECTIVE[mode], {
            object: ref,
            says: 'The workload is in ambient: ztunnel takes mTLS as HBONE.',
          });
    case 'unknown':
      return answer(EFFECTIVE[mode], {
        object: ref,
        says: 'No pods are known; this holds for pods that have a proxy.',
      });
    default:
      return answer(EFFECTIVE[mode]);
  }
}
