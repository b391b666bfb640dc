import { destinationRuleIndex } from '../connection/destinationRules';
import type { Mesh } from '../mesh/Mesh';
import { selectedPods, selectsWorkload } from '../mesh/selectors';
import type { MeshService, Workload } from '../mesh/types';
import {
  asLabels,
  asList,
  asNumber,
  asRecord,
  asText,
  at,
} from '../resources/fields';
import type { ObjectRef } from '../resources/types';
import type { RouteClient, RouteDestination } from './types';

/** Whose routes are asked, and what the proxy knows. */
export interface RouteContext {
  mesh: Mesh;
  client: RouteClient;
  /** Finds the service of a full host. */
  find(host: string): MeshService | undefined;
}

interface Subset {
  object: ObjectRef;
  labels: Record<string, string>;
  workloads: Workload[];
}

function subsetOf(
  { mesh, client }: RouteContext,
  service: MeshService,
  name: string,
): Subset | undefined {
  const subset = destinationRuleIndex(mesh)
    .select({
      clientNamespace: client.namespace,
      clientLabels: client.labels,
      host: service.host,
      serviceNamespace: service.namespace,
    })
    ?.subsets.find(entry => entry.name === name);
  const labels = asLabels(subset?.value.labels);
  return (
    subset && {
      object: subset.object,
      labels,
      workloads: service.workloads.filter(workload =>
        selectsWorkload(labels, workload),
      ),
    }
  );
}

function problemOf(
  mesh: Mesh,
  service: MeshService | undefined,
  port: number | undefined,
  isSubsetKnown: boolean,
  workloads: number,
): RouteDestination['problem'] {
  if (!service) {
    return 'noService';
  }
  if (!isSubsetKnown) {
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
  context: RouteContext,
  destination: unknown,
  weight: number,
  port: number,
): RouteDestination {
  const { host, subset } = asRecord(destination);
  const full = asText(host) ?? '';
  const service = context.find(full);
  const number =
    asNumber(at(destination, 'port', 'number')) ??
    (service?.ports.length === 1 ? service.ports[0].number : port);
  const name = asText(subset) || undefined;
  const found =
    service && name !== undefined
      ? subsetOf(context, service, name)
      : undefined;
  const isSubsetKnown = name === undefined || found !== undefined;
  const workloads = isSubsetKnown
    ? found?.workloads ?? service?.workloads ?? []
    : [];
  const labels = { ...service?.selector, ...found?.labels };
  return {
    host: full,
    port: number,
    subset: name,
    weight,
    service,
    workloads,
    pods: workloads.flatMap(workload => selectedPods(labels, workload)),
    rule: found?.object,
    problem: problemOf(
      context.mesh,
      service,
      number,
      isSubsetKnown,
      workloads.length,
    ),
  };
}

/** The share 0..1 of each destination of a rule. One alone gets everything; without any weight nothing does. */
export function sharesOf(
  targets: readonly Readonly<Record<string, unknown>>[],
): number[] {
  const weights = targets.map(({ weight }) =>
    targets.length === 1 ? 1 : Math.max(0, asNumber(weight) ?? 0),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map(weight => (total > 0 ? weight / total : 0));
}

/** The destinations of a rule; weights in percent. */
export function resolveDestinations(
  context: RouteContext,
  targets: unknown,
  port: number,
): RouteDestination[] {
  const entries = asList(targets).map(asRecord);
  const shares = sharesOf(entries);
  if (shares.every(share => share === 0)) {
    return [];
  }
  return entries.map(({ destination, headers, isGranted }, index) => {
    const resolved = resolveDestination(
      context,
      destination,
      shares[index] * 100,
      port,
    );
    return {
      ...resolved,
      ...(headers === undefined ? {} : { headers }),
      ...(isGranted === false
        ? { problem: 'notGranted' as const, workloads: [], pods: [] }
        : {}),
    };
  });
}
