import type { Mesh } from '@ecotrack/mesh-engine';
import type { Alert } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { FiringAlert } from '../../sources/telemetry/types';
import { primaryService } from '../traffic/peers';

const SERVICE_LABELS = ['destination_service_name', 'service', 'service_name'];
const NAMESPACE_LABELS = [
  'destination_service_namespace',
  'namespace',
  'destination_workload_namespace',
];
const WORKLOAD_LABELS = ['destination_workload', 'workload', 'deployment'];

/** The service that the labels of an alert name, directly or through a workload. */
function serviceOf(mesh: Mesh, labels: Record<string, string>) {
  const namespaces = NAMESPACE_LABELS.flatMap(name => labels[name] ?? []);
  for (const namespace of namespaces) {
    for (const label of SERVICE_LABELS) {
      const service = labels[label] && mesh.service(namespace, labels[label]);
      if (service) {
        return service;
      }
    }
    for (const label of WORKLOAD_LABELS) {
      const workload = labels[label] && mesh.workload(namespace, labels[label]);
      if (workload) {
        return primaryService(mesh, workload);
      }
    }
  }
  return labels.destination_service
    ? mesh.serviceByHost(labels.destination_service)
    : undefined;
}

/** Firing alerts, each with the service that it is about. */
export function alertsOf(
  mesh: Mesh,
  firing: readonly FiringAlert[] | undefined,
): Alert[] {
  return (firing ?? []).map(({ name, severity, labels, since }) => {
    const service = serviceOf(mesh, labels);
    return {
      name,
      severity,
      labels,
      since: since?.toISOString(),
      service: service && `${service.namespace}/${service.name}`,
    };
  });
}
