import type { MeshService } from '@ecotrack/mesh-engine';
import type { MtlsRow } from '@ecotrack/backstage-plugin-service-mesh-common';
import { serviceCertificate } from '../certificates/serviceCertificate';
import type { FurtherReadings, QuestionInput } from '../input';
import { observedEncryption } from '../traffic/encryption';
import { nodeId, type Peer } from '../traffic/peers';
import type { TrafficIndex } from '../traffic/TrafficIndex';
import { whyUnknown } from '../wording/why';
import { callersOf } from './callers';
import { identitiesOf } from './identitiesOf';
import { configuredMode } from './modes';
import { sidecarOf } from './sidecarOf';

/** What is observed of a whole service, since Istio's metrics carry no destination port. */
function observedOf(
  input: QuestionInput,
  index: TrafficIndex,
  service: MeshService,
): MtlsRow['observed'] {
  const peer: Peer = { type: 'service', service };
  const placed = index.into(nodeId(peer));
  const { mtlsShare, reason } = observedEncryption(
    placed.map(({ call }) => call),
    peer,
    whyUnknown(input),
  );
  const callers = callersOf(placed);
  const plaintextRate = callers
    .filter(({ encryption }) => encryption === 'plaintext')
    .reduce((sum, { requestRate }) => sum + (requestRate ?? 0), 0);
  return {
    mtlsShare,
    plaintextShare: mtlsShare === null ? null : 1 - mtlsShare,
    plaintextRate: mtlsShare === null ? null : plaintextRate,
    reason,
    callers,
  };
}

/** Rows of one service, one a port: what is configured of the port, and what is observed of the service. */
export function mtlsRows(
  input: QuestionInput,
  index: TrafficIndex,
  service: MeshService,
  readings: FurtherReadings,
): MtlsRow[] {
  const { mesh } = input;
  const { namespace, name, ports, workloads } = service;
  const ofService = {
    observed: observedOf(input, index, service),
    sidecar: sidecarOf(workloads),
    identities: identitiesOf(mesh, workloads),
    certificate: serviceCertificate(input, service, readings),
  };
  return ports.map(port => {
    return {
      namespace,
      service: name,
      port: {
        number: port.number,
        name: port.name,
        protocol: port.protocol,
        targetPort: port.targetPort ?? null,
      },
      configured: configuredMode(input, service, port),
      ...ofService,
    };
  });
}
