import type { Mesh } from '../mesh/Mesh';
import { asList, asRecord, asTexts, at } from '../resources/fields';
import { describeRef } from '../resources/ref';
import { answerChain } from './answerL4';
import { answerHttp } from './answerHttp';
import { resolveDestinations, type FindService } from './destinations';
import { gatewayHosts } from './gatewayHosts';
import { HostTable, hostsForNamespace, intersectHosts } from './hostNames';
import { hostWithoutPort, knownRequest } from './knownRequest';
import { isL4MatchFor, type L4Chain } from './l4Chains';
import type { GatewayServer } from './mergedServers';
import { isHttpServer, isPassThroughServer, isTlsServer } from './servers';
import type {
  RouteAnswer,
  RouteClient,
  RouteOutcome,
  RouteRequest,
  RoutingRules,
} from './types';

/** What a gateway's answer is told from. */
export interface Inbound {
  mesh: Mesh;
  client: RouteClient;
  /** Servers by the port that the pods listen on. */
  servers: ReadonlyMap<number, readonly GatewayServer[]>;
  rulesFor: (gateway: string) => readonly RoutingRules[];
  find: FindService;
}

/** Connections that a server takes: by server name, to routes of requests or to a chain. */
interface Branch {
  server: GatewayServer;
  serverNames: readonly string[];
  chain?: L4Chain;
  isAuto?: boolean;
}

const withoutNamespace = (host: string): string =>
  host.slice(host.indexOf('/') + 1);

function l4Branches(
  server: GatewayServer,
  rulesFor: Inbound['rulesFor'],
  client: RouteClient,
): Branch[] {
  const { key } = server.gateway;
  const rules = rulesFor(key).filter(
    entry =>
      intersectHosts(
        hostsForNamespace(server.hosts, entry.namespace),
        entry.hosts,
      ).length > 0,
  );
  const own = server.hosts.map(withoutNamespace);
  if (!isPassThroughServer(server.server)) {
    const [tcp] = rules
      .flatMap(entry => entry.tcp)
      .filter(({ rule }) => {
        const matches = asList(rule.match).map(asRecord);
        return (
          matches.length === 0 ||
          matches.some(match =>
            isL4MatchFor(
              { ...match, sourceLabels: {}, sourceNamespace: '' },
              client,
              [key],
              server.port,
            ),
          )
        );
      });
    return tcp
      ? [
          {
            server,
            serverNames: isTlsServer(server.server) ? own : [],
            chain: { ranges: [], serverNames: [], rule: tcp },
          },
        ]
      : [];
  }
  const routed = rules.flatMap(({ tls }) =>
    tls.flatMap(rule =>
      asList(rule.rule.match)
        .map(asRecord)
        .filter(match =>
          isL4MatchFor(
            { ...match, sourceLabels: {}, sourceNamespace: '' },
            client,
            [key],
            server.port,
          ),
        )
        .map(
          (match): Branch => ({
            server,
            serverNames: asTexts(match.sniHosts).map(name =>
              name.toLowerCase(),
            ),
            chain: { ranges: [], serverNames: [], rule },
          }),
        ),
    ),
  );
  return at(server.server, 'tls', 'mode') === 'AUTO_PASSTHROUGH'
    ? [...routed, { server, serverNames: own, isAuto: true }]
    : routed;
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

/** Servers that share routes with one: all plain ones of its port, or itself alone. */
function sharing(
  server: GatewayServer,
  all: readonly GatewayServer[],
): readonly GatewayServer[] {
  return isTlsServer(server.server)
    ? [server]
    : all.filter(other => !isTlsServer(other.server));
}

function answerRequests(
  inbound: Inbound,
  request: RouteRequest,
  taking: GatewayServer,
  all: readonly GatewayServer[],
): RouteAnswer {
  const { mesh, client, rulesFor, find } = inbound;
  const listener = { address: taking.bind || '0.0.0.0', port: request.port };
  const hosts = gatewayHosts(sharing(taking, all), rulesFor, client);
  const server = serverOf(taking);
  const common = { listener, server };
  if (hosts.length === 0) {
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
  const table = new HostTable<(typeof hosts)[number]>();
  hosts.forEach(host => table.add(host.host, host));
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
    ...answerHttp(mesh, {
      routes: found.routes,
      request: knownRequest(request),
      port: found.server.port,
      find,
    }),
    ...common,
    virtualHost,
  };
}

/** `outbound_.port_.subset_.host`, the server name of calls between clusters. */
const BETWEEN_CLUSTERS = /^outbound_\.(\d+)_\.([^_]*)_\.(.+)$/;

function answerAuto(
  { mesh, find }: Inbound,
  serverName: string,
): RouteAnswer | undefined {
  const [, port, subset, host] = BETWEEN_CLUSTERS.exec(serverName) ?? [];
  if (!host || !find(host)) {
    return undefined;
  }
  return {
    outcome: 'route',
    destinations: resolveDestinations(
      mesh,
      find,
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
  const { mesh, client, servers, rulesFor, find } = inbound;
  const { port, tls } = request;
  const all = servers.get(port) ?? [];
  const branches = all.flatMap((server): Branch[] =>
    isHttpServer(server.server)
      ? [
          {
            server,
            serverNames: isTlsServer(server.server)
              ? server.hosts.map(withoutNamespace)
              : [],
          },
        ]
      : l4Branches(server, rulesFor, client),
  );
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
  const name = tls ? (request.sni ?? request.host)?.toLowerCase() : undefined;
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
  return branch.chain
    ? {
        ...answerChain(mesh, branch.chain, branch.server.port, find),
        listener,
        server: serverOf(branch.server),
      }
    : answerRequests(inbound, request, branch.server, all);
}
