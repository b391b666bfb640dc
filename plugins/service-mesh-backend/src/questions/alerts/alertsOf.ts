import type { Mesh, MeshService } from '@ecotrack/mesh-engine';
import type { Alert } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { FiringAlert } from '../../sources/telemetry/types';
import { primaryService } from '../traffic/peers';

type Labels = Readonly<Record<string, string>>;

const NAMESPACES = [
  'destination_service_namespace',
  'destination_workload_namespace',
  'namespace',
];
const HOSTS = ['destination_service', 'host'];
const SERVICES = ['destination_service_name', 'service', 'service_name'];
const WORKLOADS = [
  'destination_workload',
  'workload',
  'deployment',
  'statefulset',
  'daemonset',
];
const PODS = ['pod', 'pod_name'];

const valuesOf = (labels: Labels, names: readonly string[]) =>
  names.flatMap(name => labels[name] || []);

function workloadOfPod(mesh: Mesh, namespace: string, pod: string) {
  return mesh.workloads.find(workload =>
    workload.pods.some(
      ({ ref }) => ref.name === pod && ref.namespace === namespace,
    ),
  );
}

/** The service that the labels of an alert name: itself, by its host, a workload or a pod of it. */
function serviceOf(mesh: Mesh, labels: Labels): MeshService | undefined {
  for (const host of valuesOf(labels, HOSTS)) {
    const service = mesh.serviceByHost(host);
    if (service) {
      return service;
    }
  }
  for (const namespace of valuesOf(labels, NAMESPACES)) {
    for (const name of valuesOf(labels, SERVICES)) {
      const service = mesh.service(namespace, name);
      if (service) {
        return service;
      }
    }
    const workloads = [
      ...valuesOf(labels, WORKLOADS).map(name =>
        mesh.workload(namespace, name),
      ),
      ...valuesOf(labels, PODS).map(name =>
        workloadOfPod(mesh, namespace, name),
      ),
    ];
    for (const workload of workloads) {
      const service = workload && primaryService(mesh, workload);
      if (service) {
        return service;
      }
    }
  }
  return undefined;
}

const SEVERITIES = ['critical', 'error', 'warning', 'info'];

const rank = ({ severity }: FiringAlert) => {
  const position = SEVERITIES.indexOf(severity);
  return position < 0 ? SEVERITIES.length : position;
};

/** Firing alerts, each with the service that it is about, the gravest first. */
export function alertsOf(
  mesh: Mesh,
  firing: readonly FiringAlert[] | undefined,
): Alert[] {
  return [...(firing ?? [])]
    .sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1))
    .map(({ name, severity, labels, since }) => {
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
