const isWildcard = (host: string): boolean => host.startsWith('*');

/** Whether two hosts, each maybe a wildcard, have a host in common. Source: Istio's host.Name.Matches. */
export function hostsOverlap(a: string, b: string): boolean {
  if (isWildcard(a) && isWildcard(b)) {
    const [short, long] = a.length < b.length ? [a, b] : [b, a];
    return long.slice(1).endsWith(short.slice(1));
  }
  if (isWildcard(a)) {
    return b.endsWith(a.slice(1));
  }
  return isWildcard(b) ? a.endsWith(b.slice(1)) : a === b;
}

/** Whether every host that `a` stands for is one that `b` stands for. */
export function isHostSubset(a: string, b: string): boolean {
  if (isWildcard(a)) {
    return (
      isWildcard(b) && a.length >= b.length && a.slice(1).endsWith(b.slice(1))
    );
  }
  return isWildcard(b) ? a.endsWith(b.slice(1)) : a === b;
}

/** Whether a host is more specific than another: no wildcard before wildcard, then long before short, then by name. */
export function isMoreSpecificHost(a: string, b: string): boolean {
  if (a === '' || b === '') {
    return false;
  }
  if (isWildcard(a) !== isWildcard(b)) {
    return isWildcard(b);
  }
  return a.length === b.length ? a < b : a.length > b.length;
}

/** Hosts that both lists stand for: of each pair that overlaps the narrower one. */
export function intersectHosts(
  a: readonly string[],
  b: readonly string[],
): string[] {
  const common = a.flatMap(host =>
    b.flatMap(other => {
      if (isHostSubset(host, other)) {
        return [host];
      }
      return isHostSubset(other, host) ? [other] : [];
    }),
  );
  return [...new Set(common)];
}

/** Hosts of a list, each maybe after `namespace/` or the same with a star, that a namespace may use; without the namespace. */
export function hostsForNamespace(
  hosts: readonly string[],
  namespace: string,
): string[] {
  return hosts.flatMap(host => {
    const slash = host.indexOf('/');
    if (slash < 0) {
      return [host];
    }
    const owner = host.slice(0, slash);
    return owner === '*' || owner === namespace ? [host.slice(slash + 1)] : [];
  });
}

/** Values by host: a host finds its own, else that of the longest wildcard that stands for it. The first of one host stays. */
export class HostTable<T> {
  readonly #byHost = new Map<string, T>();

  add(host: string, value: T): void {
    if (!this.#byHost.has(host)) {
      this.#byHost.set(host, value);
    }
  }

  get(host: string): T | undefined {
    return this.#byHost.get(host);
  }

  find(host: string): T | undefined {
    const own = this.#byHost.get(host);
    if (own !== undefined) {
      return own;
    }
    for (let start = isWildcard(host) ? 1 : 0; start <= host.length; start++) {
      const found = this.#byHost.get(`*${host.slice(start)}`);
      if (found !== undefined) {
        return found;
      }
    }
    return undefined;
  }
}
