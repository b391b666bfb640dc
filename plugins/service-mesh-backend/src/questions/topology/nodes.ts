import type { MeshService, Workload } from '@ecotrack/mesh-engine';
import type {
  TopologyNode,
  VersionTraffic,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { healthOf } from '../health/healthOf';
import type { QuestionInput } from '../input';
import { totalsOf, type Totals } from '../traffic/calls';
import { kindOf, nodeId, type Peer } from '../traffic/peers';
import type { TrafficIndex } from '../traffic/TrafficIndex';
import { badgesOf } from './badges';

function figures(totals: Totals | undefined) {
  if (!totals) {
    return { requestRate: null, errorShare: null, byteRate: null };
  }
  const { requestRate, failedRate, byteRate } = totals;
  return {
    requestRate,
    errorShare: requestRate > 0 ? failedRate / requestRate : null,
    byteRate: byteRate > 0 ? byteRate : null,
  };
}

/** Traffic of each workload behind a service, with the share that the routes declare for its version. */
export function versionsOf(
  input: QuestionInput,
  index: TrafficIndex,
  service: MeshService,
): VersionTraffic[] {
  const id = nodeId({ type: 'service', service });
  const declared = input.mesh.splits(service)?.default;
  return service.workloads.map(workload => {
    const totals = input.traffic
      ? totalsOf(
          index
            .into(id)
            .map(({ call }) => call)
            .filter(
              ({ destination }) => destination.workload === workload.name,
            ),
        )
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
      meanLatency: index.meanLatency({ targetId: id, workload: workload.name }),
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
    meanLatency: index.meanLatency({ targetId: id }),
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
  const isDown = (workload.desired ?? 0) > 0 && workload.ready === 0;
  return {
    id,
    kind: 'workload',
    namespace: workload.namespace,
    name: workload.name,
    health: isDown ? 'failing' : input.traffic ? 'ok' : 'unknown',
    ...figures(totalsOf(index.into(id).map(({ call }) => call))),
    meanLatency: null,
    versions: [],
    badges: workload.sidecar.state === 'none' ? ['no-sidecar'] : [],
    because: [
      {
        object: workload.ref,
        says: 'No service selects this workload.',
      },
      ...workload.sidecar.because.map(({ object, field, says }) => ({
        object,
        field,
        says,
      })),
    ],
  };
}

/** A node for a peer that no object of the environment names. */
export function unknownNode(
  index: TrafficIndex,
  peer: Peer & { type: 'unknown' },
): TopologyNode {
  const id = nodeId(peer);
  return {
    id,
    kind: 'unknown',
    namespace: peer.namespace,
    name: peer.name === 'unknown' ? 'clients without identity' : peer.name,
    health: 'unknown',
    ...figures(totalsOf(index.into(id).map(({ call }) => call))),
    meanLatency: null,
    versions: [],
    badges: [],
    because: [
      {
        says:
          peer.name === 'unknown'
            ? 'The metrics do not name this peer: it has no proxy of the mesh.'
            : 'The metrics name this peer, and no object of this environment does.',
      },
    ],
  };
}
