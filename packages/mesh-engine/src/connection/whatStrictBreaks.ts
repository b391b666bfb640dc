import type { Mesh } from '../mesh/Mesh';
import type { MeshService, Workload } from '../mesh/types';
import { withOrigins } from '../mesh/withOrigins';
import { peerModeFor } from '../mtls/peerModeFor';
import type { Because, KubeObject } from '../resources/types';
import { callerClasses } from './callerClasses';
import { decideConnection } from './connectionOf';
import { podPort } from './podPort';
import { strictPolicy, type StrictScope } from './strictPolicy';
import type { ConnectionClient, ConnectionOutcome } from './types';

/** Connections to one port that work today and would not any more. @public */
export interface StrictBreak {
  /** Callers for whom the same decides. */
  clients: ConnectionClient[];
  /** A service, or a workload for a port of its pods that no service has. */
  server: MeshService | Workload;
  port: number;
  before: ConnectionOutcome;
  after: ConnectionOutcome;
  /** Why they would fail, told of the first. */
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

/** The modes that callers of a target go by: that of the namespace, and those of whoever serves it. */
function modesOf(mesh: Mesh, { server, port, workloads }: Target): string {
  const declared =
    'host' in server && server.ports.find(({ number }) => number === port);
  return [
    peerModeFor(mesh, server.namespace).mode,
    ...workloads.map(workload => {
      const number = declared ? podPort(declared, workload) : port;
      const { namespace, labels } = workload;
      return peerModeFor(mesh, namespace, labels, number).mode;
    }),
  ].join(' ');
}

/** What breaks for callers without a difference between them. */
function breakOf(
  mesh: Mesh,
  strict: Mesh,
  clients: ConnectionClient[],
  { server, port }: Target,
): StrictBreak | undefined {
  const [client] = clients;
  const before = client && decideConnection(mesh, client, server, port).outcome;
  if (!before || !WORKS.includes(before)) {
    return undefined;
  }
  const then = decideConnection(strict, client, server, port);
  return WORKS.includes(then.outcome)
    ? undefined
    : {
        clients,
        server,
        port,
        before,
        after: then.outcome,
        because: then.because,
      };
}

const isAlike = (a: StrictBreak, b: StrictBreak): boolean =>
  a.before === b.before &&
  a.after === b.after &&
  a.because[0]?.says === b.because[0]?.says;

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
  const changed = targetsOf(mesh, scope).filter(
    target => modesOf(mesh, target) !== modesOf(strict, target),
  );
  const breaks = changed.flatMap(target =>
    classes.reduce<StrictBreak[]>((found, callers) => {
      const others = callers.filter(
        client => client === 'outside' || !target.workloads.includes(client),
      );
      const broken = breakOf(mesh, strict, others, target);
      const alike = broken && found.find(other => isAlike(other, broken));
      if (alike) {
        alike.clients.push(...others);
      } else if (broken) {
        found.push(broken);
      }
      return found;
    }, []),
  );
  return {
    policy,
    breaks: breaks.map(entry => ({
      ...entry,
      because: withOrigins(strict, entry.because),
    })),
  };
}
