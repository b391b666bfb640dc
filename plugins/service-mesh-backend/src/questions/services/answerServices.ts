import type { MeshService } from '@ecotrack/mesh-engine';
import type {
  CatalogEntity,
  ServiceSummary,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { healthOf } from '../health/healthOf';
import { sourcesOf, type QuestionInput } from '../input';
import { weakestMode } from '../mtls/answerMtls';
import {
  isControlPlane,
  kindOf,
  nodeId,
  primaryService,
} from '../traffic/peers';
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
  const states = new Set(service.workloads.map(({ sidecar }) => sidecar.state));
  return {
    namespace: service.namespace,
    name: service.name,
    kind: kindOf(input.mesh, service),
    health,
    detail,
    requestRate: totals?.requestRate ?? null,
    errorShare:
      totals && totals.requestRate > 0
        ? totals.failedRate / totals.requestRate
        : null,
    meanLatency: index.meanLatency({
      targetId: nodeId({ type: 'service', service }),
    }),
    byteRate: totals && totals.byteRate > 0 ? totals.byteRate : null,
    versions: [
      ...new Set(service.workloads.map(workload => workload.canonicalRevision)),
    ],
    configuredMtls: weakestMode(input, service),
    sidecar:
      states.size === 0
        ? 'unknown'
        : states.size === 1
        ? [...states][0]
        : 'some',
    entity: input.entities.get(`${service.namespace}/${service.name}`),
  };
}

/** Services and external hosts, without the control plane; each once. */
export function listedServices({ mesh }: QuestionInput): MeshService[] {
  return mesh.services.filter(service => {
    const [first] = service.workloads;
    return (
      !isControlPlane(mesh, service) &&
      (!first || primaryService(mesh, first) === service)
    );
  });
}

/** All services, worst first. */
export function answerServices(
  input: QuestionInput,
  unmatchedEntities: CatalogEntity[],
) {
  const index = new TrafficIndex(input);
  const items = listedServices(input)
    .map(service => summaryOf(input, index, service))
    .sort(
      (a, b) =>
        HEALTH_ORDER.indexOf(a.health) - HEALTH_ORDER.indexOf(b.health) ||
        (b.requestRate ?? 0) - (a.requestRate ?? 0) ||
        (a.name < b.name ? -1 : 1),
    );
  return { items, unmatchedEntities, sources: sourcesOf(input) };
}
