import type { KubeConfig } from '@kubernetes/client-node';
import {
  KNOWN_KINDS,
  type KnownKind,
  type KubeObject,
} from '@ecotrack/mesh-engine';
import fetch from 'node-fetch';
import { selectionsOf, type Selection } from './selections';

/** A kind, or a selection of its objects, at the version at which this cluster serves it. */
export interface ServedKind extends KnownKind, Selection {
  apiVersion: string;
  /** Path of the list of all namespaces. */
  path: string;
}

const PAGE = 500;
const DEADLINE = 30_000;

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
      signal: AbortSignal.any([signal, AbortSignal.timeout(DEADLINE)]),
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

  /** Versions that each API group is served in. */
  async #groups(signal: AbortSignal): Promise<Map<string, string[]>> {
    const { groups } = await this.#get<{
      groups: { name: string; versions: { version: string }[] }[];
    }>('/apis', signal);
    return new Map([
      ['', ['v1']],
      ...groups.map(({ name, versions }): [string, string[]] => [
        name,
        versions.map(({ version }) => version),
      ]),
    ]);
  }

  /** The kinds that the engine reads and this cluster serves, each at the newest version of both. */
  async servedKinds(signal: AbortSignal): Promise<ServedKind[]> {
    const groups = await this.#groups(signal);
    const resources = new Map<string, Promise<Set<string>>>();
    const namesAt = (base: string) => {
      const names =
        resources.get(base) ??
        this.#get<{ resources: { name: string }[] }>(base, signal).then(
          list => new Set(list.resources.map(({ name }) => name)),
        );
      resources.set(base, names);
      return names;
    };
    const served: ServedKind[] = [];
    for (const kind of KNOWN_KINDS) {
      const versions = kind.versions.filter(candidate =>
        groups.get(kind.group)?.includes(candidate),
      );
      for (const version of versions) {
        const apiVersion = kind.group ? `${kind.group}/${version}` : version;
        const base = kind.group ? `/apis/${apiVersion}` : `/api/${version}`;
        if ((await namesAt(base)).has(kind.plural)) {
          const path = `${base}/${kind.plural}`;
          served.push(
            ...selectionsOf(kind).map(selection => ({
              ...kind,
              ...selection,
              apiVersion,
              path,
            })),
          );
          break;
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
        ...kind.selector,
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
