import { describeRef } from '../resources/ref';
import { answerHttp } from './answerHttp';
import { answerChain } from './answerL4';
import { resolveDestinations, type RouteContext } from './destinations';
import type { Branch } from './gatewayBranches';
import type { GatewayProxy } from './GatewayProxy';
import { HostTable } from './hostNames';
import {
  hostWithoutPort,
  isPlainHttp,
  knownRequest,
  serverNameOf,
} from './knownRequest';
import type { GatewayServer } from './mergedServers';
import { isTlsServer } from './servers';
import type { RouteAnswer, RouteOutcome, RouteRequest } from './types';

/** What a gateway's answer is told from. */
export interface Inbound extends RouteContext {
  gateway: GatewayProxy;
}

function refusal(
  outcome: RouteOutcome,
  listener: RouteAnswer['listener'],
  says: string,
  server?: GatewayServer,
): RouteAnswer {
  return {
    outcome,
    listener,
    server: server && serverOf(server),
    destinations: [],
    because: [{ object: server?.ref, field: server && 'spec.servers', says }],
  };
}

function serverOf(server: GatewayServer): RouteAnswer['server'] {
  return {
    object: server.ref,
    gateway: server.gateway.key,
    port: server.port,
    portName: server.portName,
    tls: isTlsServer(server.server),
  };
}

function answerRequests(
  inbound: Inbound,
  request: RouteRequest,
  taking: GatewayServer,
): RouteAnswer {
  const listener = { address: taking.bind || '0.0.0.0', port: request.port };
  const { table, isEmpty } = inbound.gateway.hostsOf(taking, request.port);
  const server = serverOf(taking);
  const common = { listener, server };
  if (isEmpty) {
    return {
      ...refusal(
        'noRoute',
        listener,
        'No VirtualService is bound to this server, so it answers 404.',
        taking,
      ),
      virtualHost: { host: 'blackhole', port: taking.port },
    };
  }
  if (request.host === undefined) {
    return {
      ...common,
      outcome: 'depends',
      destinations: [],
      dependsOn: ['host'],
      possible: [],
      because: [{ says: 'Requests are routed by their Host header.' }],
    };
  }
  const found = table.find(hostWithoutPort(request.host));
  if (!found) {
    return refusal(
      'noVirtualHost',
      listener,
      'No VirtualService of this server is for the host: 404.',
      taking,
    );
  }
  const virtualHost = { host: found.host, port: found.server.port };
  if (found.redirectsToHttps && !request.tls) {
    return {
      ...common,
      virtualHost,
      outcome: 'redirect',
      redirect: { scheme: 'https', redirectCode: 301 },
      destinations: [],
      because: [
        {
          object: found.server.ref,
          field: 'spec.servers',
          says: `${describeRef(
            found.server.ref,
          )} redirects plain requests to HTTPS.`,
        },
      ],
    };
  }
  return {
    ...answerHttp(inbound, {
      routes: found.routes,
      request: knownRequest(request, inbound.mesh.config.pathNormalization),
      port: found.server.port,
    }),
    ...common,
    virtualHost,
  };
}

/** `outbound_.port_.subset_.host`, the server name of calls between clusters. */
const BETWEEN_CLUSTERS = /^outbound_\.(\d+)_\.([^_]*)_\.(.+)$/;

function answerAuto(
  inbound: Inbound,
  serverName: string,
): RouteAnswer | undefined {
  const [, port, subset, host] = BETWEEN_CLUSTERS.exec(serverName) ?? [];
  if (!host || !inbound.find(host)) {
    return undefined;
  }
  return {
    outcome: 'route',
    destinations: resolveDestinations(
      inbound,
      [{ destination: { host, subset, port: { number: Number(port) } } }],
      Number(port),
    ),
    because: [{ says: 'The server name says which service is meant.' }],
  };
}

/** What a gateway does with a request. */
export function answerGateway(
  inbound: Inbound,
  request: RouteRequest,
): RouteAnswer {
  const { port, tls } = request;
  const branches = inbound.gateway.branchesAt(port);
  if (branches.length === 0) {
    return refusal(
      'noListener',
      undefined,
      `No server of a Gateway listens on port ${port}.`,
    );
  }
  const [first] = branches;
  const listener = { address: first.server.bind || '0.0.0.0', port };
  const isTls = isTlsServer(first.server.server);
  const name = serverNameOf(request);
  if (isTls && !tls) {
    return refusal(
      'noFilterChain',
      listener,
      'The server takes nothing but TLS.',
      first.server,
    );
  }
  const names = new HostTable<Branch>();
  const clashing = new Set<string>();
  for (const branch of isTls ? branches : []) {
    for (const serverName of branch.serverNames) {
      if (names.get(serverName)) {
        clashing.add(serverName);
      }
      names.add(serverName, branch);
    }
  }
  if (clashing.size > 0) {
    return refusal(
      'conflict',
      listener,
      `Several servers want TLS connections for ${[...clashing].join(', ')}.`,
      first.server,
    );
  }
  if (!isTls && !first.chain && !isPlainHttp(request)) {
    return refusal(
      'protocolError',
      listener,
      'The server takes nothing but plain HTTP.',
      first.server,
    );
  }
  const branch = isTls
    ? (name === undefined ? undefined : names.find(name)) ?? names.get('*')
    : first;
  if (!branch) {
    return refusal(
      'noFilterChain',
      listener,
      `No server takes connections for ${name ?? 'no server name'}.`,
      first.server,
    );
  }
  if (branch.isAuto) {
    const answer = name === undefined ? undefined : answerAuto(inbound, name);
    return answer
      ? { ...answer, listener, server: serverOf(branch.server) }
      : refusal(
          'noFilterChain',
          listener,
          'The server name is not one between clusters.',
          branch.server,
        );
  }
  if (!branch.chain && request.protocol === 'tcp') {
    return refusal(
      'protocolError',
      listener,
      'The server takes nothing but HTTP.',
      branch.server,
    );
  }
  return branch.chain
    ? {
        ...answerChain(inbound, branch.chain, branch.server.port),
        listener,
        server: serverOf(branch.server),
      }
    : answerRequests(inbound, request, branch.server);
}
