import type { MeshService, Workload } from '@ecotrack/mesh-engine';
import type {
  TopologyNode,
  VersionTraffic,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { healthOf, healthOfWorkload } from '../health/healthOf';
import type { QuestionInput } from '../input';
import { failedShare, totalsOf, type Totals } from '../traffic/calls';
import {
  kindOf,
  nodeId,
  UNNAMED_CLIENT,
  UNNAMED_TARGET,
  type Peer,
} from '../traffic/peers';
import type { TrafficIndex } from '../traffic/TrafficIndex';
import { becauseOf } from '../wording/why';
import { badgesOf } from './badges';

function figures(totals: Totals | undefined) {
  if (!totals) {
    return { requestRate: null, errorShare: null, byteRate: null };
  }
  const { requestRate, byteRate } = totals;
  return {
    requestRate,
    errorShare: failedShare(totals),
    byteRate: byteRate > 0 ? byteRate : null,
  };
}

/** Traffic of each workload behind a service, with the share that the routes declare for its version. */
export function versionsOf(
  input: QuestionInput,
  index: TrafficIndex,
  service: MeshService,
): VersionTraffic[] {
  const declared = input.mesh.splits(service)?.default;
  return service.workloads.map(workload => {
    const totals = input.traffic
      ? totalsOf(index.servedBy(workload))
      : undefined;
    const split = declared?.find(({ workloads }) =>
      workloads.includes(workload.name),
    );
    const { requestRate, errorShare } = figures(totals);
    return {
      version: workload.canonicalRevision,
      workload: workload.name,
      declaredWeight: declared ? split?.weight ?? 0 : null,
      requestRate,
      errorShare,
      meanLatency: index.meanLatencyOf(workload),
    };
  });
}

/** A node for a service or a host outside the mesh. */
export function serviceNode(
  input: QuestionInput,
  index: TrafficIndex,
  service: MeshService,
): TopologyNode {
  const id = nodeId({ type: 'service', service });
  const totals = input.traffic ? index.totals(service) : undefined;
  const { health, because } = healthOf(input, service, totals);
  return {
    id,
    kind: kindOf(input.mesh, service),
    namespace: service.kind === 'external' ? undefined : service.namespace,
    name: service.name,
    health,
    ...figures(totals),
    meanLatency: index.meanLatency(id),
    versions: versionsOf(input, index, service),
    badges: badgesOf(input, index, service),
    entity: input.entities.get(`${service.namespace}/${service.name}`),
    because,
  };
}

/** A node for a workload that no service selects. */
export function workloadNode(
  input: QuestionInput,
  index: TrafficIndex,
  workload: Workload,
): TopologyNode {
  const id = nodeId({ type: 'workload', workload });
  const totals = input.traffic ? index.totalsInto(id) : undefined;
  const { health, because } = healthOfWorkload(input, workload, totals);
  return {
    id,
    kind: 'workload',
    namespace: workload.namespace,
    name: workload.name,
    health,
    ...figures(totals),
    meanLatency: index.meanLatency(id),
    versions: [],
    badges: workload.sidecar.state === 'none' ? ['no-sidecar'] : [],
    because: [
      { object: workload.ref, says: 'No service selects this workload.' },
      ...because,
      ...becauseOf(workload.sidecar.because),
    ],
  };
}

const SAYS: Record<string, string> = {
  [UNNAMED_CLIENT]:
    'The metrics do not name these clients: they have no proxy of the mesh.',
  [UNNAMED_TARGET]:
    'The metrics do not name these hosts: no service and no ServiceEntry is theirs.',
};

/** A node for a peer that no object of the environment names. */
export function unknownNode(
  input: QuestionInput,
  index: TrafficIndex,
  peer: Peer & { type: 'unknown' },
): TopologyNode {
  const id = nodeId(peer);
  return {
    id,
    kind: 'unknown',
    namespace: peer.namespace,
    name: peer.name,
    health: 'unknown',
    ...figures(input.traffic && index.totalsInto(id)),
    meanLatency: index.meanLatency(id),
    versions: [],
    badges: [],
    because: [
      {
        says:
          SAYS[peer.name] ??
          'The metrics name this peer, and no object of this environment does.',
      },
    ],
  };
}
