import type { Mesh } from '../../mesh/Mesh';
import { hostMatches } from '../../mesh/hosts';
import type { MeshService } from '../../mesh/types';
import { perMesh } from '../../mesh/perMesh';
import { push } from './push';
import { scopeOf, type Scope } from './scope';
import { isVisible } from '../../routing/exportTo';

/** A service with the namespaces that see it. */
export interface Registered {
  service: MeshService;
  scope: Scope;
}

/** The wildcards that stand for a host, the most exact first: `*.b.c`, `*.c`, `*`. */
export function wildcardsOf(host: string): string[] {
  if (host === '*') {
    return [];
  }
  const [, ...labels] = host.split('.');
  const tails = labels.map((_, index) => `*.${labels.slice(index).join('.')}`);
  return [...tails.slice(host.startsWith('*') ? 1 : 0), '*'];
}

class Registry {
  readonly #byHost = new Map<string, Registered[]>();
  readonly #byNamespace = new Map<string, Registered[]>();
  readonly #byTail = new Map<string, Registered[]>();

  constructor(mesh: Mesh) {
    const scopes = new Map<string, Scope>();
    for (const service of mesh.services) {
      const object = mesh.get(service.ref);
      const key = `${service.ref.kind}/${service.namespace}/${service.ref.name}`;
      const scope =
        scopes.get(key) ?? (object ? scopeOf(mesh, object) : new Set(['*']));
      scopes.set(key, scope);
      const entry = { service, scope };
      push(this.#byHost, service.host, entry);
      push(this.#byNamespace, service.namespace, entry);
      for (const tail of wildcardsOf(service.host)) {
        push(this.#byTail, tail, entry);
      }
    }
  }

  /** Services whose host is this one, or a wildcard that stands for it. */
  at(host: string): readonly Registered[] {
    const exact = this.#byHost.get(host);
    if (exact) {
      return exact;
    }
    for (const wildcard of wildcardsOf(host)) {
      const found = this.#byHost.get(wildcard);
      if (found) {
        return found;
      }
    }
    return [];
  }

  /** The same, of those that a namespace sees. */
  visibleAt(host: string, namespace: string): readonly Registered[] {
    return this.at(host).filter(({ scope }) => isVisible(scope, namespace));
  }

  /** Services that a host or a wildcard stands for. */
  matching(pattern: string): readonly Registered[] {
    if (!pattern.startsWith('*')) {
      return this.at(pattern);
    }
    return [
      ...(this.#byHost.get(pattern) ?? []),
      ...(this.#byTail.get(pattern) ?? []),
    ].filter(({ service }) => hostMatches(pattern, service.host));
  }

  /** Services of a namespace. */
  inNamespace(namespace: string): readonly Registered[] {
    return this.#byNamespace.get(namespace) ?? [];
  }
}

/** Services by host, with who sees them. */
export const registryOf = perMesh(mesh => new Registry(mesh));
