import type { MeshService } from './types';

/**
 * A host as Istio reads it in an object of a namespace: a name without dots is a service of that namespace; wildcards
 * and names with dots stand for themselves. Lower case.
 */
export function fullHost(
  host: string,
  namespace: string,
  clusterDomain: string,
): string {
  const lower = host.toLowerCase();
  return lower.includes('.') || lower.startsWith('*')
    ? lower
    : `${lower}.${namespace}.svc.${clusterDomain}`;
}

/** Whether a wildcard such as `*.example.com` or `*` stands for the host; a plain name stands for itself. */
export function hostMatches(pattern: string, host: string): boolean {
  if (pattern === host || pattern === '*') {
    return true;
  }
  return pattern.startsWith('*') && host.endsWith(pattern.slice(1));
}

/** Finds services by host. */
export class HostIndex {
  readonly #exact = new Map<string, MeshService>();
  readonly #wildcards: MeshService[];
  readonly #clusterDomain: string;

  constructor(services: readonly MeshService[], clusterDomain: string) {
    this.#clusterDomain = clusterDomain;
    for (const service of services) {
      if (!this.#exact.has(service.host)) {
        this.#exact.set(service.host, service);
      }
    }
    this.#wildcards = services
      .filter(({ host }) => host.startsWith('*'))
      .sort((a, b) => b.host.length - a.host.length);
  }

  /**
   * @param host - short name, full name or external host
   * @param namespace - of the object that names it; as in Istio only a name without dots is completed. Without it the
   * host is one that metrics tell, which may be cut after `svc` or the namespace.
   */
  find(host: string, namespace?: string): MeshService | undefined {
    const lower = host.toLowerCase();
    const full = namespace
      ? fullHost(lower, namespace, this.#clusterDomain)
      : lower;
    const [name, second, third] = lower.split('.');
    return (
      this.#exact.get(full) ??
      (!namespace && second && (third === undefined || third === 'svc')
        ? this.#exact.get(`${name}.${second}.svc.${this.#clusterDomain}`)
        : undefined) ??
      this.#wildcards.find(service => hostMatches(service.host, full))
    );
  }
}
