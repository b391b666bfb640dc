import type { Mesh, Pod, Workload } from '@ecotrack/mesh-engine';
import { fraction } from '../cluster/identifiers';
import { ISTIO_VERSION } from '../cluster/istio';
import { faultyWorkloads } from '../faults/faultyWorkloads';
import type { Fault } from '../faults/types';
import type { Flow } from './flows';
import { gauge, type SeriesLevel } from './levels';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;
const MEBIBYTE = 1024 * 1024;
const DEFAULT_MINUTES = 30;

/**
 * Seconds until the certificate of a pod expires: valid for a day, replaced at half of its life, each pod at another
 * hour.
 */
function secondsLeft(pod: Pod): (time: number) => number {
  const offset = Math.floor(fraction(pod.ref.name) * 12 * HOUR);
  return time => Math.round((DAY - ((time + offset) % (12 * HOUR))) / 1000);
}

function target(pod: Pod) {
  return { namespace: pod.ref.namespace ?? '', pod: pod.ref.name };
}

function proxyLevels(workload: Workload, expiry?: number): SeriesLevel[] {
  return workload.pods
    .filter(({ dataPlane, ready }) => dataPlane !== 'none' && ready)
    .flatMap(pod => [
      gauge(
        'istio_agent_cert_expiry_seconds',
        { ...target(pod), resource_name: 'default' },
        expiry === undefined
          ? secondsLeft(pod)
          : time => Math.round((expiry - time) / 1000),
      ),
      gauge(
        'istio_build',
        { ...target(pod), component: 'agent', tag: ISTIO_VERSION },
        1,
      ),
    ]);
}

function containersOf(pod: Pod, load: number) {
  return [
    ...(pod.dataPlane === 'gateway'
      ? []
      : [{ container: 'app', cpu: 0.05 + load * 0.0009, memory: 320 }]),
    ...(pod.dataPlane === 'none'
      ? []
      : [{ container: 'istio-proxy', cpu: 0.004 + load * 0.0004, memory: 54 }]),
  ];
}

function containerLevels(workload: Workload, load: number): SeriesLevel[] {
  const pods = workload.pods.filter(({ ready }) => ready);
  return pods.flatMap(pod =>
    containersOf(pod, load / pods.length).flatMap(
      ({ container, cpu, memory }): SeriesLevel[] => {
        const labels = { ...target(pod), container };
        const size = memory * (0.9 + 0.2 * fraction(pod.ref.name + container));
        return [
          {
            labels: {
              __name__: 'container_cpu_usage_seconds_total',
              ...labels,
            },
            kind: 'sum',
            level: cpu,
            phase: 2 * Math.PI * fraction(pod.ref.name),
          },
          gauge(
            'container_memory_working_set_bytes',
            labels,
            Math.round(size * MEBIBYTE),
          ),
        ];
      },
    ),
  );
}

function istiodLevels(mesh: Mesh, since: number): SeriesLevel[] {
  const istiod = mesh.workloads.find(
    ({ namespace, labels }) =>
      namespace === mesh.config.rootNamespace && labels.app === 'istiod',
  );
  const proxies = mesh.workloads.reduce(
    (sum, { sidecar }) => sum + sidecar.injected,
    0,
  );
  const ready = istiod?.pods.filter(pod => pod.ready) ?? [];
  return [
    ...(istiod?.pods ?? []).map(pod =>
      gauge('up', { job: 'istiod', ...target(pod) }, Number(pod.ready)),
    ),
    ...ready.flatMap(pod => [
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
        { ...target(pod), version: ISTIO_VERSION },
        Math.round(proxies / ready.length),
      ),
      gauge(
        'istio_build',
        { ...target(pod), component: 'pilot', tag: ISTIO_VERSION },
        1,
      ),
    ]),
  ];
}

/** When the certificates that are not rotated expire, in milliseconds. */
function expiriesOf(mesh: Mesh, faults: readonly Fault[]) {
  return new Map(
    faults
      .filter(({ kind }) => kind === 'expiring-certificate')
      .flatMap(fault =>
        faultyWorkloads(mesh, fault).map((workload): [Workload, number] => [
          workload,
          fault.since + (fault.minutes ?? DEFAULT_MINUTES) * MINUTE,
        ]),
      ),
  );
}

/** Certificates, containers and the control plane; `since` in milliseconds. */
export function platformLevels(
  mesh: Mesh,
  flows: readonly Flow[],
  faults: readonly Fault[],
  since: number,
): SeriesLevel[] {
  const load = new Map<Workload, number>();
  for (const { source, destination, requests } of flows) {
    for (const workload of [source, destination]) {
      if (workload) {
        load.set(workload, (load.get(workload) ?? 0) + requests);
      }
    }
  }
  const expiries = expiriesOf(mesh, faults);
  return [
    ...mesh.workloads.flatMap(workload => [
      ...proxyLevels(workload, expiries.get(workload)),
      ...containerLevels(workload, load.get(workload) ?? 0),
    ]),
    ...istiodLevels(mesh, since),
  ];
}
