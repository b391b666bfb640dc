import type {
  ConnectionOutcome,
  Mesh,
  MeshService,
  RouteAnswer,
  RouteRequest,
  ServicePort,
  Workload,
} from '@ecotrack/mesh-engine';
import type { Because } from '@ecotrack/backstage-plugin-service-mesh-common';
import { becauseOf } from '../../questions/wording/why';

/** Whether callers may reach a port of a service, and what decided. */
export interface Reach {
  state: 'open' | 'refused' | 'broken' | 'unrouted';
  because: Because[];
}

const WITH_PROXY = ['all', 'gateway', 'ambient'];
const NOWHERE: RouteAnswer['outcome'][] = [
  'blackhole',
  'noVirtualHost',
  'noRoute',
  'conflict',
  'protocolError',
];
const FAILS: ConnectionOutcome[] = ['refused', 'broken'];
const HTTP = ['http', 'http2', 'grpc'];

const hasProxy = ({ sidecar }: Workload) => WITH_PROXY.includes(sidecar.state);

function routed(
  mesh: Mesh,
  caller: Workload,
  { host }: MeshService,
  { number, protocol }: ServicePort,
): Reach {
  const isTls = protocol === 'https' || protocol === 'tls';
  const { outcome, because } = mesh.route({
    from: caller,
    host,
    port: number,
    protocol: (HTTP.includes(protocol) || protocol === 'auto' || isTls
      ? protocol.replace(/^(auto|https|tls)$/, 'http')
      : 'tcp') as RouteRequest['protocol'],
    tls: isTls,
  });
  return {
    state: NOWHERE.includes(outcome) ? 'unrouted' : 'open',
    because: becauseOf(because),
  };
}

/** Whether what the caller sends is what the servers take, such as mTLS where it is required. */
function connected(
  mesh: Mesh,
  caller: Workload,
  target: MeshService,
  { number }: ServicePort,
): Reach {
  const { outcome, because } = mesh.connection(caller, target, number);
  return {
    state: FAILS.includes(outcome) ? 'broken' : 'open',
    because: becauseOf(because),
  };
}

function authorized(
  mesh: Mesh,
  caller: Workload,
  server: Workload,
  { number, targetPort, protocol }: ServicePort,
): Reach {
  const port = targetPort ?? number;
  const isMutual =
    hasProxy(caller) &&
    hasProxy(server) &&
    mesh.mtls(server, port).mode !== 'DISABLE';
  const { decision, because } = mesh.authorize({
    destination: { workload: server, port },
    source: isMutual
      ? { workload: caller, mtls: true }
      : { mtls: false, principal: null },
    protocol,
  });
  return {
    state: decision === 'deny' ? 'refused' : 'open',
    because: becauseOf(because),
  };
}

/**
 * Whether a workload reaches a port of a service: its proxy knows the host, the connection is made, and every
 * workload behind lets it in.
 */
export function reachOf(
  mesh: Mesh,
  caller: Workload,
  target: MeshService,
  port: ServicePort,
): Reach {
  const steps = [
    ...(hasProxy(caller) ? [routed(mesh, caller, target, port)] : []),
    connected(mesh, caller, target, port),
    ...target.workloads.map(server => authorized(mesh, caller, server, port)),
  ];
  return (
    steps.find(({ state }) => state !== 'open') ?? {
      state: 'open',
      because: steps.flatMap(({ because }) => because),
    }
  );
}
