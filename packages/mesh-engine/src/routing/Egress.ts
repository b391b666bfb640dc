import { PortListeners } from './binds';
import { HostTable } from './hostNames';
import type { RoutedService } from './registry';
import type { RoutingRules } from './types';

/** What a sidecar knows at one of its outbound listeners. */
export class Egress {
  /** Port of the listener; absent for the one that takes all other ports. */
  readonly port?: number;
  readonly bind?: string;
  readonly virtualServices: readonly RoutingRules[];
  /** Those of them that route connections. */
  readonly l4Rules: readonly RoutingRules[];
  /** For each host the first VirtualService that has it. */
  readonly owners = new HostTable<RoutingRules>();
  readonly #byPort = new Map<number, RoutedService[]>();
  readonly #listeners = new Map<number, PortListeners>();

  /** @param services - one for each host */
  constructor(
    services: Iterable<RoutedService>,
    virtualServices: readonly RoutingRules[],
    listener: { port?: number; bind?: string } = {},
  ) {
    this.port = listener.port;
    this.bind = listener.bind;
    this.virtualServices = virtualServices;
    this.l4Rules = virtualServices.filter(
      ({ tls, tcp }) => tls.length > 0 || tcp.length > 0,
    );
    for (const rules of virtualServices) {
      rules.hosts.forEach(host => this.owners.add(host, rules));
    }
    for (const service of services) {
      for (const number of new Set(service.ports.map(port => port.number))) {
        const known = this.#byPort.get(number);
        if (known) {
          known.push(service);
        } else {
          this.#byPort.set(number, [service]);
        }
      }
    }
  }

  servicesAt(port: number): readonly RoutedService[] {
    return this.#byPort.get(port) ?? [];
  }

  listenersAt(port: number): PortListeners {
    const known =
      this.#listeners.get(port) ??
      new PortListeners(this.servicesAt(port), port);
    if (this.#byPort.has(port)) {
      this.#listeners.set(port, known);
    }
    return known;
  }
}
