import { selects } from '../mesh/selectors';
import { asNumber, asRecord, asText, asTexts } from '../resources/fields';
import type { ObjectRef } from '../resources/types';
import type { GatewayConfig } from './gatewayConfigs';
import type { RoutedService } from './registry';
import { canShareAPort, isHttpServer, isTlsServer } from './servers';
import type { RouteClient } from './types';

/** A server of a Gateway, at a port that the gateway's pods listen on. */
export interface GatewayServer {
  gateway: GatewayConfig;
  ref: ObjectRef;
  server: Readonly<Record<string, unknown>>;
  /** With `namespace/` where the Gateway limits who may use it. */
  hosts: readonly string[];
  /** Port as the Gateway has it. */
  port: number;
  portName: string;
  bind: string;
}

const NO_TRANSLATION = 'experimental.istio.io/disable-gateway-port-translation';

interface Instance {
  config: GatewayConfig;
  targets: readonly RoutedService[];
  /** Chosen by labels, so that a port that no service has is listened on as it is. */
  byLabels: boolean;
}

function instancesOf(
  configs: readonly GatewayConfig[],
  targets: readonly RoutedService[],
  client: RouteClient,
): Instance[] {
  return configs.flatMap((config): Instance[] => {
    const { services, namespace, selector } = config;
    const own = targets.filter(
      target =>
        target.namespace === namespace && services?.includes(target.host),
    );
    if (own.length > 0) {
      return [{ config, targets: own, byLabels: false }];
    }
    const isChosen =
      selector === undefined
        ? services === undefined
        : selects(selector, client.labels);
    return isChosen ? [{ config, targets, byLabels: true }] : [];
  });
}

/** Ports of the pods behind a port of a Gateway: those that its services lead to. */
function portsOf({ targets, byLabels }: Instance, number: number): number[] {
  const ports = targets
    .filter(({ labels }) => !byLabels || !(NO_TRANSLATION in labels))
    .flatMap(target => target.ports)
    .filter(port => port.number === number)
    .flatMap(port => port.targetPort ?? []);
  const unique = [...new Set(ports)].sort((a, b) => a - b);
  return unique.length === 0 && byLabels ? [number] : unique;
}

/** Whether a server names a host for TLS that one before it on the port has; the hosts that it adds are taken even so. */
function hasTakenHost(
  { hosts, bind }: GatewayServer,
  taken: Map<string, string>,
): boolean {
  const free = hosts.filter(host => taken.get(host) !== bind);
  free.forEach(host => taken.set(host, bind));
  return free.length < hosts.length;
}

function fits(
  candidate: GatewayServer,
  present: readonly GatewayServer[],
): boolean {
  const [first] = present.filter(({ bind }) => bind === candidate.bind);
  if (!first) {
    return true;
  }
  if (isTlsServer(first.server)) {
    return candidate.server.tls !== undefined;
  }
  return (
    canShareAPort(first.server, candidate.server) &&
    isHttpServer(candidate.server)
  );
}

/**
 * The servers that a gateway's pods run, by the port that they listen on, without those that a server before them
 * stands in the way of. Source: Istio's mergeGateways.
 */
export function mergeServers(
  configs: readonly GatewayConfig[],
  targets: readonly RoutedService[],
  client: RouteClient,
): ReadonlyMap<number, readonly GatewayServer[]> {
  const byPort = new Map<number, GatewayServer[]>();
  const tlsHosts = new Map<number, Map<string, string>>();
  for (const instance of instancesOf(configs, targets, client)) {
    const names = new Set<string>();
    for (const server of instance.config.servers) {
      const name = asText(server.name) ?? '';
      const { number, name: portName } = asRecord(server.port);
      const port = asNumber(number);
      if (port === undefined || (name !== '' && names.has(name))) {
        continue;
      }
      names.add(name);
      const candidate: GatewayServer = {
        gateway: instance.config,
        ref: instance.config.ref,
        server,
        hosts: asTexts(server.hosts),
        port,
        portName: asText(portName) ?? '',
        bind: asText(server.bind) ?? '',
      };
      for (const listened of portsOf(instance, port)) {
        const present = byPort.get(listened) ?? [];
        const taken = tlsHosts.get(listened) ?? new Map<string, string>();
        tlsHosts.set(listened, taken);
        const isFree =
          server.tls === undefined || !hasTakenHost(candidate, taken);
        if (isFree && fits(candidate, present)) {
          byPort.set(listened, [...present, { ...candidate }]);
        }
      }
    }
  }
  return byPort;
}
