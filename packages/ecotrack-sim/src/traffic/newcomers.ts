import {
  accessMatrix,
  type Mesh,
  type MeshService,
  type Workload,
} from '@ecotrack/mesh-engine';
import type { Call, Scenario } from '../scenarios/types';

const BYTES = 900;
const BYTE_PROTOCOLS = ['tcp', 'tls', 'https', 'redis', 'mongo', 'mysql'];

const keyOf = ({ namespace, name }: { namespace: string; name: string }) =>
  `${namespace}/${name}`;

/** Workloads that the calls of a scenario start or end at. */
function known(mesh: Mesh, { calls }: Scenario): Set<Workload> {
  const places = new Set(
    calls.flatMap(({ from, to, through = '' }) => [from, to, through]),
  );
  return new Set(
    [...places].flatMap(place => {
      const [namespace, name = ''] = place.split('/');
      const workload = mesh.workload(namespace, name);
      return (
        mesh.service(namespace, name)?.workloads ?? (workload ? [workload] : [])
      );
    }),
  );
}

/** Those whom policies let in where others are refused. */
function callersOf(mesh: Mesh, { workloads }: MeshService): Workload[] {
  const rows = accessMatrix(mesh, workloads).map(({ access }) => access);
  const invited = rows
    .filter(access => access.some(({ decision }) => decision === 'deny'))
    .flatMap(access => access.filter(({ decision }) => decision !== 'deny'))
    .flatMap(({ callers }) => callers.workloads);
  return [...new Set(invited.map(ref => `${ref.namespace}/${ref.name}`))]
    .map(key => key.split('/'))
    .flatMap(([namespace, name]) => mesh.workload(namespace, name) ?? []);
}

/** Hosts that the Sidecar of a service names one by one. */
function scopeOf(mesh: Mesh, { namespace, name }: MeshService): string[] {
  const sidecar = mesh.get({
    apiVersion: 'networking.istio.io/v1',
    kind: 'Sidecar',
    namespace,
    name,
  });
  const { egress = [] } = (sidecar?.spec ?? {}) as {
    egress?: { hosts?: string[] }[];
  };
  return egress
    .flatMap(({ hosts = [] }) => hosts)
    .map(entry => entry.slice(entry.indexOf('/') + 1))
    .filter(host => !host.includes('*'));
}

/**
 * Calls of services that came after the scenario was written: from those whom their policies name, and to the
 * services that their Sidecar names.
 */
export function newcomerCalls(mesh: Mesh, scenario: Scenario): Call[] {
  const { perCaller } = scenario;
  if (perCaller === undefined) {
    return [];
  }
  const old = known(mesh, scenario);
  const newcomers = mesh.services.filter(
    ({ kind, namespace, workloads, ports }) =>
      kind === 'service' &&
      ports.length > 0 &&
      namespace !== mesh.config.rootNamespace &&
      workloads.length > 0 &&
      workloads.every(workload => !old.has(workload)),
  );
  return newcomers.flatMap(service => [
    ...callersOf(mesh, service)
      .filter(workload => old.has(workload))
      .map(
        (workload): Call => ({
          from: keyOf(workload),
          to: keyOf(service),
          perRequest: perCaller,
        }),
      ),
    ...scopeOf(mesh, service)
      .flatMap(host => mesh.serviceByHost(host, service.namespace) ?? [])
      .filter(target => target.kind === 'service' && target !== service)
      .map(
        (target): Call => ({
          from: keyOf(service),
          to: keyOf(target),
          ...(BYTE_PROTOCOLS.includes(target.ports[0]?.protocol)
            ? { bytesPerRequest: BYTES }
            : { perRequest: 1 }),
        }),
      ),
  ]);
}
