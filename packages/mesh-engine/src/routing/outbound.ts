import type { Mesh } from '../mesh/Mesh';
import type { ServicePort } from '../mesh/types';
import { asText, at } from '../resources/fields';
import { isAutoAllocated } from './addresses';
import { answerHttp } from './answerHttp';
import { answerChain } from './answerL4';
import { resolveDestinations, type FindService } from './destinations';
import {
  hostWithoutPort,
  isPlainHttp,
  knownRequest,
  serverNameOf,
} from './knownRequest';
import { chooseChain, l4ChainsOf, type Bind } from './l4Chains';
import type { RoutedService } from './registry';
import { egressFor, type EgressScope, type SidecarScope } from './sidecarScope';
import type { RouteAnswer, RouteClient, RouteRequest } from './types';
import type { VirtualHost, VirtualHosts } from './virtualHosts';

/** What a sidecar's answer is told from. */
export interface Outbound {
  mesh: Mesh;
  client: RouteClient;
  scope: SidecarScope;
  /** Domain that short names of the caller are completed with. */
  domain: string;
  find: FindService;
  /** Service that DNS gives the caller for a host. */
  dialledService(host: string): RoutedService | undefined;
  virtualHosts(egress: EgressScope, port: number): VirtualHosts;
}

/** Ports of the proxy itself; what is sent there would come back for ever. */
const OWN_PORTS = [15001, 15006];
/** The listener that takes what no other takes. */
const ALL_THE_REST = { address: '0.0.0.0', port: 15001 };
const HTTP = ['http', 'http2', 'grpc', 'grpc-web'];

/** A service at a port, and one of the places where it is dialled. */
interface Candidate {
  service: RoutedService;
  port: ServicePort;
  bind: Bind;
}

/** Stands for the address of a service whose address is not in its object, as in manifests from Git. */
const unwrittenAddress = (service: RoutedService) => `of ${service.host}`;

function bindsOf(service: RoutedService): Bind[] {
  if (service.isKubernetes && service.keepsAddress) {
    return service.endpoints.length > 0
      ? service.endpoints.map(address => ({ address }))
      : [{}];
  }
  if (service.isKubernetes && service.addresses.length === 0) {
    return [{ address: unwrittenAddress(service) }];
  }
  return service.addresses.length === 0
    ? [{}]
    : service.addresses.map(address =>
        address.includes('/') ? { range: address } : { address },
      );
}

/** @param allocated - the address that Istio's DNS gave a service that has none, and its host */
function candidatesAt(
  egress: EgressScope,
  port: number,
  allocated: { host?: string; address?: string },
): Candidate[] {
  return (egress.services.get(port) ?? []).flatMap(service =>
    service.ports
      .filter(({ number }) => number === port)
      .flatMap(ofPort =>
        HTTP.includes(ofPort.protocol)
          ? [{ service, port: ofPort, bind: {} }]
          : (service.host === allocated.host
              ? [{ address: allocated.address }]
              : bindsOf(service)
            ).map(bind => ({ service, port: ofPort, bind })),
      ),
  );
}

/** The address that the caller dials: given, or that of the service that it names. */
function dialledAddress(
  request: RouteRequest,
  service: RoutedService | undefined,
): string | undefined {
  return request.address ?? (service && bindsOf(service)[0].address);
}

function answerUnknown(
  { mesh, scope, find }: Outbound,
  request: RouteRequest,
  listener: NonNullable<RouteAnswer['listener']>,
  isRoutedByHost: boolean,
): RouteAnswer {
  const { outboundTrafficPolicy: policy, egressProxy } = scope;
  const because = [
    ...scope.because,
    {
      says: `Nothing that the caller knows is for this, and outboundTrafficPolicy is ${policy}.`,
    },
  ];
  const virtualHost = isRoutedByHost
    ? { host: policy === 'REGISTRY_ONLY' ? 'block_all' : 'allow_any' }
    : undefined;
  const common = { listener, virtualHost, because };
  if (asText(at(egressProxy, 'host')) !== undefined) {
    return {
      ...common,
      outcome: 'route',
      destinations: resolveDestinations(
        mesh,
        find,
        [{ destination: egressProxy }],
        request.port,
      ),
    };
  }
  if (policy === 'REGISTRY_ONLY') {
    return { ...common, outcome: 'blackhole', destinations: [] };
  }
  const isForwarded =
    policy === 'ALLOW_ANY_DYNAMIC_DNS' &&
    isPlainHttp(request) &&
    (isRoutedByHost || listener === ALL_THE_REST);
  return {
    ...common,
    outcome: isForwarded ? 'dynamicForward' : 'passthrough',
    destinations: [],
  };
}

function answerByHost(
  outbound: Outbound,
  request: RouteRequest,
  virtualHost: VirtualHost,
  listener: NonNullable<RouteAnswer['listener']>,
): RouteAnswer {
  const { host, port, service, routes } = virtualHost;
  const answer = answerHttp(outbound.mesh, {
    routes,
    request: knownRequest(request),
    fallback: service && { host: service.host, port },
    port,
    find: outbound.find,
  });
  return {
    ...answer,
    listener,
    virtualHost: { host, port },
    because: [...outbound.scope.because, ...answer.because],
  };
}

/** What the sidecar of a caller does with a request. */
export function answerOutbound(
  outbound: Outbound,
  request: RouteRequest,
): RouteAnswer {
  const { mesh, client, scope, domain, find } = outbound;
  const { port } = request;
  if (OWN_PORTS.includes(port)) {
    return {
      outcome: 'blackhole',
      listener: { address: '0.0.0.0', port },
      destinations: [],
      because: [{ says: `Port ${port} is one of the proxy itself.` }],
    };
  }
  const egress = egressFor(scope, port);
  const named =
    request.host === undefined
      ? undefined
      : outbound.dialledService(hostWithoutPort(request.host));
  const address = dialledAddress(request, named);
  const allocated =
    address !== undefined && isAutoAllocated(address)
      ? { host: named?.host, address }
      : {};
  const candidates = egress ? candidatesAt(egress, port, allocated) : [];
  const own = candidates.filter(
    ({ bind }) => bind.address !== undefined && bind.address === address,
  );
  const open = candidates.filter(({ bind }) => bind.address === undefined);
  const [first] = own;
  const here = first
    ? own.filter(
        other => other === first || other.port.protocol === first.port.protocol,
      )
    : open;
  if (!egress || here.length === 0) {
    return answerUnknown(outbound, request, ALL_THE_REST, false);
  }
  const listener = {
    address: first ? first.bind.address ?? '' : egress.bind ?? '0.0.0.0',
    port,
  };
  const isSniffed = here.some(
    ({ port: { protocol } }) => HTTP.includes(protocol) || protocol === 'auto',
  );
  if (isPlainHttp(request) && isSniffed) {
    const all = outbound.virtualHosts(egress, port);
    const name = request.host ?? request.address;
    const found = first
      ? all.ofService(first.service.host)
      : name === undefined
      ? undefined
      : all.find(hostWithoutPort(name));
    if (!found && name === undefined) {
      return {
        outcome: 'depends',
        listener,
        destinations: [],
        dependsOn: ['host'],
        possible: [],
        because: [{ says: 'Requests are routed by their Host header.' }],
      };
    }
    return found
      ? answerByHost(outbound, request, found, listener)
      : answerUnknown(outbound, request, listener, true);
  }
  const byConnection = here.filter(
    ({ port: { protocol } }) => !HTTP.includes(protocol),
  );
  const chain = chooseChain(
    byConnection.flatMap(({ service, port: ofPort, bind }) =>
      l4ChainsOf(service, ofPort, bind, egress.virtualServices, client, domain),
    ),
    request.address ?? address,
    serverNameOf(request),
  );
  if (!chain) {
    return answerUnknown(outbound, request, listener, false);
  }
  const answer = answerChain(mesh, chain, port, find);
  return {
    ...answer,
    listener,
    because: [...scope.because, ...answer.because],
  };
}
