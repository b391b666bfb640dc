import type { ServicePort } from '../mesh/types';
import type { RoutedService } from './registry';

/** Where a service is dialled: one of its addresses, a range of them, or any address. */
export interface Bind {
  address?: string;
  range?: string;
}

/** A service at a port that is not HTTP alone, and one of the places where it is dialled. */
export interface Candidate {
  service: RoutedService;
  port: ServicePort;
  bind: Bind;
}

const HTTP = ['http', 'http2', 'grpc', 'grpc-web'];

/** Protocols that are routed by request: HTTP, and what the proxy may find to be HTTP. */
export const isRoutedByRequest = (protocol: string): boolean =>
  protocol === 'auto' || HTTP.includes(protocol);

/** Where a service is dialled. The host stands for an address that is not written, as in manifests from Git. */
export function bindsOf(service: RoutedService): Bind[] {
  const { isKubernetes, keepsAddress, addresses, endpoints, host } = service;
  if (isKubernetes && keepsAddress) {
    return endpoints.length > 0
      ? endpoints.map(address => ({ address }))
      : [{}];
  }
  if (addresses.length === 0) {
    return [isKubernetes ? { address: host } : {}];
  }
  return addresses.map(address =>
    address.includes('/') ? { range: address } : { address },
  );
}

/** What a sidecar listens for at one port. */
export class PortListeners {
  readonly #byAddress = new Map<string, Candidate[]>();
  readonly #open: Candidate[] = [];
  /** Whether some service has HTTP there, which is routed by host at any address. */
  readonly hasHttp: boolean;

  constructor(services: readonly RoutedService[], number: number) {
    const ports = services.flatMap(service =>
      service.ports
        .filter(port => port.number === number)
        .map(port => ({ service, port })),
    );
    this.hasHttp = ports.some(({ port }) => HTTP.includes(port.protocol));
    for (const { service, port } of ports) {
      const binds = HTTP.includes(port.protocol) ? [] : bindsOf(service);
      for (const bind of binds) {
        this.#add(bind.address, { service, port, bind });
      }
    }
  }

  #add(address: string | undefined, candidate: Candidate): void {
    if (address === undefined) {
      this.#open.push(candidate);
    } else {
      this.#byAddress.set(address, [
        ...(this.#byAddress.get(address) ?? []),
        candidate,
      ]);
    }
  }

  /** Services that are dialled at this very address, as far as they can share a listener with the first. */
  at(address: string | undefined): readonly Candidate[] {
    const all = address === undefined ? [] : this.#byAddress.get(address) ?? [];
    return all.filter(({ port }) => port.protocol === all[0].port.protocol);
  }

  /** Services that are dialled at any address. @param except - host of one that is dialled at an address after all */
  open(except?: string): readonly Candidate[] {
    return except === undefined
      ? this.#open
      : this.#open.filter(({ service }) => service.host !== except);
  }

  /** The service of a host where it has no address of its own. */
  withoutAddress(host: string): readonly Candidate[] {
    return this.#open.filter(({ service }) => service.host === host);
  }
}
