import type { MeshService } from '@ecotrack/mesh-engine';
import type { ServiceSummary } from '@ecotrack/backstage-plugin-service-mesh-common';
import { healthOf } from '../health/healthOf';
import { sourcesOf, type QuestionInput } from '../input';
import { weakestMode } from '../mtls/modes';
import { sidecarOf } from '../mtls/sidecarOf';
import { failedShare } from '../traffic/calls';
import { isControlPlane, isListed, kindOf, nodeId } from '../traffic/peers';
import { TrafficIndex } from '../traffic/TrafficIndex';

/** Worst first. */
export const HEALTH_ORDER = ['failing', 'degraded', 'unknown', 'ok', 'idle'];

/** One line about a service. */
export function summaryOf(
  input: QuestionInput,
  index: TrafficIndex,
  service: MeshService,
): ServiceSummary {
  const totals = input.traffic ? index.totals(service) : undefined;
  const { health, detail } = healthOf(input, service, totals);
  return {
    namespace: service.namespace,
    name: service.name,
    kind: kindOf(input.mesh, service),
    health,
    detail,
    requestRate: totals?.requestRate ?? null,
    errorShare: totals ? failedShare(totals) : null,
    meanLatency: index.meanLatency(nodeId({ type: 'service', service })),
    byteRate: totals && totals.byteRate > 0 ? totals.byteRate : null,
    versions: [
      ...new Set(service.workloads.map(workload => workload.canonicalRevision)),
    ],
    configuredMtls: weakestMode(input, service),
    sidecar: sidecarOf(service.workloads).state,
    entity: input.entities.get(`${service.namespace}/${service.name}`),
  };
}

/** Services and external hosts, without the control plane; each once. */
export function listedServices({ mesh }: QuestionInput): MeshService[] {
  return mesh.services.filter(service => isListed(mesh, service));
}

/** All services, worst first. */
export function answerServices(input: QuestionInput) {
  const index = new TrafficIndex(input);
  const items = input.mesh.services
    .filter(service => !isControlPlane(input.mesh, service))
    .map(service => summaryOf(input, index, service))
    .sort(
      (a, b) =>
        HEALTH_ORDER.indexOf(a.health) - HEALTH_ORDER.indexOf(b.health) ||
        (b.requestRate ?? 0) - (a.requestRate ?? 0) ||
        (`${a.name}/${a.namespace}` < `${b.name}/${b.namespace}` ? -1 : 1),
    );
  return {
    items,
    unmatchedEntities: [...input.unmatchedEntities],
    sources: sourcesOf(input),
  };
}
