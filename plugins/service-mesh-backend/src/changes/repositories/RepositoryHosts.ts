import { InputError } from '@backstage/errors';
import type {
  Repository,
  RepositoryEvent,
  RepositoryHost,
} from '@ecotrack/backstage-plugin-service-mesh-node';

/** The kinds of hosts that modules added. */
export class RepositoryHosts {
  readonly #hosts: RepositoryHost[] = [];
  readonly #repositories = new Map<string, Repository>();

  add(host: RepositoryHost): void {
    if (this.#hosts.some(({ type }) => type === host.type)) {
      throw new Error(`There are two repository hosts of type ${host.type}`);
    }
    this.#hosts.push(host);
  }

  /** @throws InputError when no integration has the host of the URL */
  get(url: string): Repository {
    const known = this.#repositories.get(url);
    if (known) {
      return known;
    }
    for (const host of this.#hosts) {
      const repository = host.repository(url);
      if (repository) {
        this.#repositories.set(url, repository);
        return repository;
      }
    }
    throw new InputError(
      `The repository ${url} is on a host that "integrations" does not name (repository.url); ask who runs the portal to add it`,
    );
  }

  /** What a webhook says happened; undefined when no host understands it. */
  readEvent(type: string, payload: unknown): RepositoryEvent | undefined {
    return this.#hosts.find(host => host.type === type)?.readEvent?.(payload);
  }

  get types(): string[] {
    return this.#hosts.map(({ type }) => type);
  }
}
