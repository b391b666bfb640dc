import type { Mesh } from '../mesh/Mesh';
import { selectedPods } from '../mesh/selectors';
import type { MeshService } from '../mesh/types';
import { asList, asNumber, asRecord, asText, at } from '../resources/fields';
import { subsetOf } from '../routes/subsets';
import type { RouteDestination } from './types';

/** Finds the service of a full host, as the proxy that routes sees it. */
export type FindService = (host: string) => MeshService | undefined;

function problemOf(
  mesh: Mesh,
  service: MeshService | undefined,
  port: number | undefined,
  found: { rule?: unknown } | undefined,
  workloads: number,
): RouteDestination['problem'] {
  if (!service) {
    return 'noService';
  }
  if (found && !found.rule) {
    return 'noSubset';
  }
  if (
    port !== undefined &&
    !service.ports.some(({ number }) => number === port)
  ) {
    return 'noPort';
  }
  const isEmpty =
    workloads === 0 &&
    service.kind === 'service' &&
    service.selector !== undefined &&
    mesh.workloads.length > 0;
  return isEmpty ? 'noWorkload' : undefined;
}

/** Where a destination of a rule leads. @param port - that the caller dialled, for destinations that name none */
export function resolveDestination(
  mesh: Mesh,
  find: FindService,
  destination: unknown,
  weight: number,
  port: number,
): RouteDestination {
  const { host, subset } = asRecord(destination);
  const full = asText(host) ?? '';
  const service = find(full);
  const number =
    asNumber(at(destination, 'port', 'number')) ??
    (service?.ports.length === 1 ? service.ports[0].number : port);
  const name = asText(subset) || undefined;
  const found =
    service && name !== undefined ? subsetOf(mesh, service, name) : undefined;
  const workloads = found?.workloads ?? service?.workloads ?? [];
  const labels = { ...service?.selector, ...found?.labels };
  return {
    host: full,
    port: number,
    subset: name,
    weight,
    service,
    workloads,
    pods: workloads.flatMap(workload => selectedPods(labels, workload)),
    rule: found?.ref,
    problem: problemOf(mesh, service, number, found, workloads.length),
  };
}

/** The destinations of a rule; weights in percent. One destination alone gets everything; without any weight nothing does. */
export function resolveDestinations(
  mesh: Mesh,
  find: FindService,
  targets: unknown,
  port: number,
): RouteDestination[] {
  const entries = asList(targets).map(asRecord);
  const weights = entries.map(({ weight }) =>
    entries.length === 1 ? 1 : Math.max(0, asNumber(weight) ?? 0),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) {
    return [];
  }
  return entries.map(({ destination, headers }, index) => ({
    ...resolveDestination(
      mesh,
      find,
      destination,
      (weights[index] / total) * 100,
      port,
    ),
    ...(headers === undefined ? {} : { headers }),
  }));
}
