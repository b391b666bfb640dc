import type { Mesh } from '../mesh/Mesh';
import { fullHost } from '../mesh/hosts';
import type { MeshService } from '../mesh/types';
import {
  asList,
  asNumber,
  asRecord,
  asText,
  asTexts,
  at,
} from '../resources/fields';
import type { KubeObject } from '../resources/types';
import { subsetOf } from './subsets';

/** One destination of a route. */
export interface Destination {
  service?: MeshService;
  host: string;
  subset?: string;
  /** Share 0..1 of the route. */
  weight: number;
  /** Path of the destination inside the VirtualService. */
  field: string;
}

/** One HTTP route of a VirtualService. */
export interface HttpRoute {
  object: KubeObject;
  index: number;
  matches: Record<string, unknown>[];
  destinations: Destination[];
  mirror?: Destination;
}

function destinationOf(
  mesh: Mesh,
  namespace: string,
  value: unknown,
  weight: number,
  field: string,
): Destination {
  const destination = asRecord(value);
  const host = asText(destination.host) ?? '';
  return {
    host: fullHost(host, namespace, mesh.config.clusterDomain),
    service: mesh.serviceByHost(host, namespace),
    subset: asText(destination.subset),
    weight,
    field,
  };
}

/** The HTTP routes of a VirtualService in their order; weights become shares of each route. */
export function httpRoutesOf(mesh: Mesh, object: KubeObject): HttpRoute[] {
  const namespace = object.metadata.namespace ?? 'default';
  return asList(at(object, 'spec', 'http')).map((entry, index) => {
    const route = asRecord(entry);
    const targets = asList(route.route).map(asRecord);
    const weights = targets.map(target =>
      targets.length === 1 ? 1 : asNumber(target.weight) ?? 0,
    );
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const mirror = route.mirror
      ? destinationOf(
          mesh,
          namespace,
          route.mirror,
          (asNumber(asRecord(route.mirrorPercentage).value) ?? 100) / 100,
          `spec.http.${index}.mirror`,
        )
      : undefined;
    return {
      object,
      index,
      matches: asList(route.match).map(asRecord),
      destinations: targets.map((target, position) =>
        destinationOf(
          mesh,
          namespace,
          target.destination,
          total > 0 ? weights[position] / total : 0,
          `spec.http.${index}.route.${position}.weight`,
        ),
      ),
      mirror,
    };
  });
}

/** The version that a destination stands for: the version of its subset's workloads, the subset, or the host. */
export function versionOf(
  mesh: Mesh,
  { service, subset, host }: Destination,
): { version: string; workloads: string[] } {
  const workloads =
    service && subset
      ? subsetOf(mesh, service, subset).workloads
      : service?.workloads ?? [];
  const versions = new Set(
    workloads.map(workload => workload.canonicalRevision),
  );
  return {
    version:
      versions.size === 1 ? [...versions][0] : subset ?? host.split('.')[0],
    workloads: workloads.map(workload => workload.name),
  };
}

/** Whether a VirtualService is for the sidecars of the mesh, for gateways, or for both. */
export function isForMesh(object: KubeObject): boolean {
  const gateways = asTexts(at(object, 'spec', 'gateways'));
  return gateways.length === 0 || gateways.includes('mesh');
}
