import type { KubeConfig } from '@kubernetes/client-node';
import {
  isServedVersion,
  KNOWN_KINDS,
  type KnownKind,
  type KubeObject,
} from '@ecotrack/mesh-engine';
import fetch from 'node-fetch';

/** A kind at the version at which this cluster serves it. */
export interface ServedKind extends KnownKind {
  apiVersion: string;
  /** Path of the list of all namespaces. */
  path: string;
}

const PAGE = 500;

/** The server refused; `status` is its HTTP status. */
export class KubernetesError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Lists and discovery of one cluster. */
export class KubernetesClient {
  readonly #kubeConfig: KubeConfig;

  constructor(kubeConfig: KubeConfig) {
    this.#kubeConfig = kubeConfig;
  }

  async #get<T>(path: string, signal: AbortSignal): Promise<T> {
    const server = this.#kubeConfig.getCurrentCluster()?.server ?? '';
    const options = await this.#kubeConfig.applyToFetchOptions({});
    const response = await fetch(`${server}${path}`, {
      ...options,
      signal: AbortSignal.any([signal, AbortSignal.timeout(30_000)]),
    });
    if (!response.ok) {
      const body = (await response.json().catch(() => ({}))) as {
        message?: string;
      };
      throw new KubernetesError(
        response.status,
        `${path} answered ${response.status}${
          body.message ? `: ${body.message}` : ''
        }`,
      );
    }
    return (await response.json()) as T;
  }

  /** The kinds that the engine reads and this cluster serves, at the newest version of both. */
  async servedKinds(signal: AbortSignal): Promise<ServedKind[]> {
    const groups = new Map<string, string[]>([['', ['v1']]]);
    const { groups: listed } = await this.#get<{
      groups: { name: string; versions: { version: string }[] }[];
    }>('/apis', signal);
    for (const { name, versions } of listed) {
      groups.set(
        name,
        versions.map(({ version }) => version),
      );
    }
    const resources = new Map<string, Promise<Set<string>>>();
    const namesAt = (base: string) => {
      const known = resources.get(base);
      if (known) {
        return known;
      }
      const names = this.#get<{ resources: { name: string }[] }>(
        base,
        signal,
      ).then(list => new Set(list.resources.map(({ name }) => name)));
      resources.set(base, names);
      return names;
    };
    const served: ServedKind[] = [];
    for (const kind of KNOWN_KINDS) {
      const version = kind.versions.find(candidate =>
        groups.get(kind.group)?.includes(candidate),
      );
      if (version) {
        const apiVersion = kind.group ? `${kind.group}/${version}` : version;
        const base = kind.group ? `/apis/${apiVersion}` : `/api/${version}`;
        if (
          isServedVersion(kind, apiVersion) &&
          (await namesAt(base)).has(kind.plural)
        ) {
          served.push({ ...kind, apiVersion, path: `${base}/${kind.plural}` });
        }
      }
    }
    return served;
  }

  /** All objects of a kind, read in pages. */
  async list(
    kind: ServedKind,
    signal: AbortSignal,
  ): Promise<{ objects: KubeObject[]; resourceVersion: string }> {
    const objects: KubeObject[] = [];
    let next: string | undefined;
    let resourceVersion = '';
    do {
      const query = new URLSearchParams({
        limit: String(PAGE),
        ...(next && { continue: next }),
      });
      const page = await this.#get<{
        metadata: { resourceVersion: string; continue?: string };
        items: KubeObject[];
      }>(`${kind.path}?${query}`, signal);
      resourceVersion = page.metadata.resourceVersion;
      next = page.metadata.continue;
      for (const item of page.items) {
        objects.push({ ...item, apiVersion: kind.apiVersion, kind: kind.kind });
      }
    } while (next);
    return { objects, resourceVersion };
  }
}
