import type { Mesh } from '../mesh/Mesh';
import type { Workload } from '../mesh/types';
import { withOrigins } from '../mesh/withOrigins';
import { asList, asText, at } from '../resources/fields';
import type { Because } from '../resources/types';
import { peerModeFor } from './peerModeFor';
import type { MtlsAnswer } from './types';

const EFFECTIVE = {
  STRICT: 'strict',
  PERMISSIVE: 'permissive',
  DISABLE: 'plaintext',
} as const;

/** What a gateway asks of its callers stands in the servers of its Gateways; PeerAuthentication does not reach it. */
function ofGateway(mesh: Mesh, workload: Workload) {
  const gateways = mesh.gateways.filter(({ workloads }) =>
    workloads.includes(workload),
  );
  const modes = gateways.flatMap(({ ref }) =>
    asList(at(mesh.get(ref), 'spec', 'servers')).map(
      server => asText(at(server, 'tls', 'mode')) ?? 'no TLS',
    ),
  );
  const isMutual =
    modes.length > 0 &&
    modes.every(mode => ['MUTUAL', 'ISTIO_MUTUAL'].includes(mode));
  const because: Because[] =
    gateways.length > 0
      ? gateways.map(({ ref }) => ({
          object: ref,
          field: 'spec.servers',
          says: `This is a gateway, which PeerAuthentication does not reach. Its servers ask for ${
            [...new Set(modes)].sort().join(', ') ||
            'nothing that is written here'
          }.`,
        }))
      : [
          {
            object: workload.ref,
            says: 'This is a gateway, which PeerAuthentication does not reach, and no Gateway names it.',
          },
        ];
  return {
    effective: isMutual ? ('strict' as const) : ('unknown' as const),
    because,
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
  switch (sidecar.state) {
    case 'gateway': {
      const gateway = ofGateway(mesh, workload);
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
