import type { Mesh } from '../mesh/Mesh';
import type { MeshService, Workload } from '../mesh/types';
import type { Because, KubeObject } from '../resources/types';
import { callerClasses } from './callerClasses';
import { connectionOf } from './connectionOf';
import { podPort } from './inboundPort';
import { strictPolicy, type StrictScope } from './strictPolicy';
import type { ConnectionClient, ConnectionOutcome } from './types';

/** Connections to one port that work today and would not any more. @public */
export interface StrictBreak {
  /** Callers without a difference between them. */
  clients: ConnectionClient[];
  /** A service, or a workload for a port of its pods that no service has. */
  server: MeshService | Workload;
  port: number;
  before: ConnectionOutcome;
  after: ConnectionOutcome;
  /** Why they would fail. */
  because: Because[];
}

/** @public */
export interface StrictAnswer {
  /** The policy that would be applied. */
  policy: KubeObject;
  breaks: StrictBreak[];
}

const WORKS: readonly ConnectionOutcome[] = ['mTLS', 'TLS', 'plaintext'];

interface Target {
  server: MeshService | Workload;
  port: number;
  /** Those who serve it and do not call themselves. */
  workloads: readonly Workload[];
}

function isInScope(
  mesh: Mesh,
  scope: StrictScope,
  workload: Workload,
): boolean {
  if (scope.workload) {
    return scope.workload === workload;
  }
  return (
    scope.namespace === undefined ||
    scope.namespace === mesh.config.rootNamespace ||
    scope.namespace === workload.namespace
  );
}

/** Every port of every service of the scope, and the ports of pods that no service has. */
function targetsOf(mesh: Mesh, scope: StrictScope): Target[] {
  const workloads = mesh.workloads.filter(workload =>
    isInScope(mesh, scope, workload),
  );
  const services = new Set(
    workloads.flatMap(workload => [...mesh.servicesOf(workload)]),
  );
  const ofServices = [...services].flatMap(server =>
    server.ports
      .filter(({ protocol }) => protocol !== 'udp')
      .map(({ number }) => ({
        server,
        port: number,
        workloads: server.workloads,
      })),
  );
  const others = workloads.flatMap(workload => {
    const served = new Set(
      mesh
        .servicesOf(workload)
        .flatMap(({ ports }) => ports.map(port => podPort(port, workload))),
    );
    return workload.containerPorts
      .filter(({ number }) => !served.has(number))
      .map(({ number }) => ({
        server: workload,
        port: number,
        workloads: [workload],
      }));
  });
  return [...ofServices, ...others];
}

/**
 * What breaks if a workload, a namespace or the whole mesh takes mTLS alone.
 * @param clients - callers to look at; all workloads and callers outside the mesh unless said otherwise
 * @public
 */
export function whatStrictBreaks(
  mesh: Mesh,
  scope: StrictScope,
  clients: readonly ConnectionClient[] = [...mesh.workloads, 'outside'],
): StrictAnswer {
  const policy = strictPolicy(mesh, scope);
  const strict = mesh.with({ upserted: [policy] });
  const classes = callerClasses(mesh, clients);
  const breaks = targetsOf(mesh, scope).flatMap(({ server, port, workloads }) =>
    classes.flatMap((callers): StrictBreak[] => {
      const others = callers.filter(
        client => client === 'outside' || !workloads.includes(client),
      );
      if (others.length === 0) {
        return [];
      }
      const before = connectionOf(mesh, others[0], server, port).outcome;
      const { outcome: after, because } = connectionOf(
        strict,
        others[0],
        server,
        port,
      );
      return WORKS.includes(before) && !WORKS.includes(after)
        ? [{ clients: others, server, port, before, after, because }]
        : [];
    }),
  );
  return { policy, breaks };
}
