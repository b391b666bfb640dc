import type { Mesh, Pod, Workload } from '@ecotrack/mesh-engine';
import { fraction } from '../cluster/identifiers';
import type { Fault } from '../faults/types';
import type { Flow } from './flows';
import type { Level } from './levels';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;
const MEBIBYTE = 1024 * 1024;

/**
 * Seconds until the certificate of a pod expires: valid for a day, replaced at half of its life, each pod at another
 * hour.
 */
function secondsLeft(pod: Pod): (time: number) => number {
  const offset = Math.floor(fraction(pod.ref.name) * 12 * HOUR);
  return time => Math.round((DAY - ((time + offset) % (12 * HOUR))) / 1000);
}

function gauge(
  name: string,
  labels: Record<string, string>,
  level: Level['level'],
): Level {
  return { labels: { __name__: name, ...labels }, kind: 'gauge', level };
}

function target(pod: Pod) {
  return { namespace: pod.ref.namespace ?? '', pod: pod.ref.name };
}

function certificateLevels(
  workload: Workload,
  faults: readonly Fault[],
  expiries: ReadonlyMap<string, number>,
): Level[] {
  const fault = faults.find(
    ({ kind, namespace, name }) =>
      kind === 'expiring-certificate' &&
      namespace === workload.namespace &&
      name === workload.name,
  );
  const expiry = fault && expiries.get(fault.id);
  return workload.pods
    .filter(({ dataPlane, ready }) => dataPlane !== 'none' && ready)
    .map(pod =>
      gauge(
        'istio_agent_cert_expiry_seconds',
        { ...target(pod), resource_name: 'default' },
        expiry === undefined
          ? secondsLeft(pod)
          : time => Math.round((expiry - time) / 1000),
      ),
    );
}

function containerLevels(workload: Workload, load: number): Level[] {
  return workload.pods
    .filter(({ ready }) => ready)
    .flatMap(pod => {
      const share = load / Math.max(workload.pods.length, 1);
      const containers = [
        ...(pod.dataPlane === 'gateway'
          ? []
          : [{ name: 'app', cpu: 0.05 + share * 0.0009, memory: 320 }]),
        ...(pod.dataPlane === 'none'
          ? []
          : [{ name: 'istio-proxy', cpu: 0.004 + share * 0.0004, memory: 54 }]),
      ];
      return containers.flatMap(({ name, cpu, memory }): Level[] => {
        const labels = { ...target(pod), container: name };
        const phase = 2 * Math.PI * fraction(pod.ref.name);
        return [
          {
            labels: {
              __name__: 'container_cpu_usage_seconds_total',
              ...labels,
            },
            kind: 'counter',
            level: cpu,
            phase,
          },
          gauge(
            'container_memory_working_set_bytes',
            labels,
            Math.round(
              memory * MEBIBYTE * (0.9 + 0.2 * fraction(pod.ref.name + name)),
            ),
          ),
        ];
      });
    });
}

function istiodLevels(mesh: Mesh, since: number): Level[] {
  const istiod = mesh.workloads.find(
    ({ namespace, labels }) =>
      namespace === mesh.config.rootNamespace && labels.app === 'istiod',
  );
  const proxies = mesh.workloads.reduce(
    (sum, { sidecar }) => sum + sidecar.injected,
    0,
  );
  const pods = istiod?.pods.filter(({ ready }) => ready) ?? [];
  return pods.flatMap(pod => [
    gauge(
      'citadel_server_root_cert_expiry_timestamp',
      target(pod),
      Math.round((since + 9 * YEAR) / 1000),
    ),
    gauge(
      'citadel_server_cert_chain_expiry_timestamp',
      target(pod),
      Math.round((since + 300 * DAY) / 1000),
    ),
    gauge(
      'pilot_xds',
      { ...target(pod), version: '1.27.1' },
      Math.round(proxies / pods.length),
    ),
  ]);
}

/** Certificates, containers and the control plane. */
export function platformLevels(
  mesh: Mesh,
  flows: readonly Flow[],
  faults: readonly Fault[],
  times: { since: number; expiries: ReadonlyMap<string, number> },
): Level[] {
  const load = new Map<Workload, number>();
  for (const { source, destination, protocol, rate } of flows) {
    for (const workload of [source, destination]) {
      if (workload && protocol === 'http') {
        load.set(workload, (load.get(workload) ?? 0) + rate);
      }
    }
  }
  return [
    ...mesh.workloads.flatMap(workload => [
      ...certificateLevels(workload, faults, times.expiries),
      ...containerLevels(workload, load.get(workload) ?? 0),
    ]),
    ...istiodLevels(mesh, times.since),
  ];
}
