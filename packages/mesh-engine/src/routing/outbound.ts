import { asText, at } from '../resources/fields';
import { isAutoAllocated } from './addresses';
import { answerHttp } from './answerHttp';
import { answerChain } from './answerL4';
import { domainsOf } from './domains';
import { bindsOf, type Candidate } from './binds';
import { resolveDestinations, type RouteContext } from './destinations';
import {
  hostWithoutPort,
  isPlainHttp,
  knownRequest,
  serverNameOf,
} from './knownRequest';
import { chooseChain, l4ChainsOf } from './l4Chains';
import type { Egress } from './Egress';
import type { RoutedService } from './registry';
import { egressFor, type SidecarScope } from './sidecarScope';
import type { RouteAnswer, RouteRequest } from './types';
import type { VirtualHost, VirtualHosts } from './virtualHosts';

/** What a sidecar's answer is told from. */
export interface Outbound extends RouteContext {
  scope: SidecarScope;
  /** Domain that short names of the caller are completed with. */
  domain: string;
  /** Service that DNS gives the caller for a host. */
  dialledService(host: string): RoutedService | undefined;
  virtualHosts(egress: Egress, port: number): VirtualHosts;
}

/** Ports of the proxy itself; what is sent there would come back for ever. */
const OWN_PORTS = [15001, 15006];
/** The listener that takes what no other takes. */
const ALL_THE_REST = { address: '0.0.0.0', port: 15001 };

function answerUnknown(
  outbound: Outbound,
  request: RouteRequest,
  listener: NonNullable<RouteAnswer['listener']>,
  isRoutedByHost: boolean,
): RouteAnswer {
  const { scope } = outbound;
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
        outbound,
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
  const answer = answerHttp(outbound, {
    routes,
    request: knownRequest(request, outbound.mesh.config.pathNormalization),
    fallback: service && { host: service.host, port },
    port,
  });
  return {
    ...answer,
    listener,
    virtualHost: {
      host,
      port,
      ...(service && { domains: domainsOf(service, outbound.domain) }),
    },
    because: [...outbound.scope.because, ...answer.because],
  };
}

/** The services that may take a connection, and the address that they are dialled at where that is one of theirs. */
function candidatesFor(
  egress: Egress,
  request: RouteRequest,
  named: RoutedService | undefined,
): { here: readonly Candidate[]; address?: string } {
  const listeners = egress.listenersAt(request.port);
  const address = request.address ?? (named && bindsOf(named)[0].address);
  if (named && address !== undefined && isAutoAllocated(address)) {
    const given = listeners.withoutAddress(named.host);
    return given.length > 0
      ? { here: given.map(entry => ({ ...entry, bind: { address } })), address }
      : { here: listeners.open(named.host) };
  }
  const own = listeners.at(address);
  return own.length > 0 ? { here: own, address } : { here: listeners.open() };
}

const UNKNOWN_HOST: RouteAnswer = {
  outcome: 'depends',
  destinations: [],
  dependsOn: ['host'],
  possible: [],
  because: [{ says: 'Requests are routed by their Host header.' }],
};

/** What the sidecar of a caller does with a request. */
export function answerOutbound(
  outbound: Outbound,
  request: RouteRequest,
): RouteAnswer {
  const { client, scope, domain } = outbound;
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
  const name = request.host ?? request.address;
  const host = name === undefined ? undefined : hostWithoutPort(name);
  const named = host === undefined ? undefined : outbound.dialledService(host);
  const { here, address } = egress
    ? candidatesFor(egress, request, named)
    : { here: [], address: undefined };
  const hasHttp =
    address === undefined && egress?.listenersAt(port).hasHttp === true;
  if (!egress || (here.length === 0 && !hasHttp)) {
    return answerUnknown(outbound, request, ALL_THE_REST, false);
  }
  const listener = { address: address ?? egress.bind ?? '0.0.0.0', port };
  const isSniffed =
    hasHttp || here.some(entry => entry.port.protocol === 'auto');
  if (isPlainHttp(request) && isSniffed) {
    const all = outbound.virtualHosts(egress, port);
    if (address === undefined && host === undefined) {
      return { ...UNKNOWN_HOST, listener };
    }
    const found =
      address === undefined
        ? all.find(host ?? '', domain)
        : all.ofService(here[0].service.host);
    return found
      ? answerByHost(outbound, request, found, listener)
      : answerUnknown(outbound, request, listener, true);
  }
  const chains = here.flatMap(entry =>
    l4ChainsOf(
      entry.service,
      entry.port,
      entry.bind,
      egress.l4Rules,
      client,
      domain,
    ),
  );
  const chain = chooseChain(
    chains,
    request.address ?? address,
    serverNameOf(request),
  );
  if (!chain) {
    return answerUnknown(outbound, request, listener, false);
  }
  const answer = answerChain(outbound, chain, port);
  return {
    ...answer,
    listener,
    because: [...scope.because, ...answer.because],
  };
}
