import { InputError, ServiceUnavailableError } from '@backstage/errors';
import {
  getGiteaRequestOptions,
  type GiteaIntegrationConfig,
  type ScmIntegrationRegistry,
} from '@backstage/integration';
import { z } from 'zod';

const repository = z.object({ empty: z.boolean(), default_branch: z.string() });

const tree = z.object({
  truncated: z.boolean().optional(),
  tree: z.array(
    z.object({ path: z.string(), type: z.string(), sha: z.string() }),
  ),
});

/** What a Gitea knows of a repository. */
export interface RepositoryFacts {
  /** Made, and nothing was pushed yet. */
  isEmpty: boolean;
  branch: string;
}

/** Asks a Gitea of the portal's configuration about one repository. */
export class GiteaRepository {
  readonly #config: GiteaIntegrationConfig;
  readonly #fullName: string;

  private constructor(config: GiteaIntegrationConfig, fullName: string) {
    this.#config = config;
    this.#fullName = fullName;
  }

  /**
   * The repository of a scaffolder's address, such as `git.example.com?owner=shop&repo=returns`.
   * @throws InputError when it is no address of a Gitea that the portal knows
   */
  static at(
    repoUrl: string,
    { gitea }: Pick<ScmIntegrationRegistry, 'gitea'>,
  ): GiteaRepository {
    const address = URL.canParse(`https://${repoUrl}`)
      ? new URL(`https://${repoUrl}`)
      : undefined;
    const owner = address?.searchParams.get('owner');
    const name = address?.searchParams.get('repo');
    if (!address || !owner || !name) {
      throw new InputError(
        `repoUrl: "${repoUrl}" is no address of a repository. Write it as host?owner=organisation&repo=name.`,
      );
    }
    const known = gitea.byHost(address.host);
    if (!known) {
      const hosts = gitea.list().map(({ config }) => config.host);
      throw new InputError(
        `repoUrl: ${
          address.host
        } is no Gitea that this portal may write to. Allowed: ${
          hosts.join(', ') || 'none'
        }.`,
      );
    }
    return new GiteaRepository(known.config, `${owner}/${name}`);
  }

  get fullName(): string {
    return this.#fullName;
  }

  get remoteUrl(): string {
    return `${this.#config.baseUrl}/${this.#fullName}.git`;
  }

  /** The root of its files at a branch, as the catalog reads it. */
  contentsUrl(branch: string): string {
    return `${this.#config.baseUrl}/${this.#fullName}/src/branch/${branch}/`;
  }

  /** Name and password for Git. */
  get credentials(): { username: string; password: string } {
    const { username = '', password = '' } = this.#config;
    return { username, password };
  }

  /** Nothing when there is no such repository. */
  async facts(signal?: AbortSignal): Promise<RepositoryFacts | undefined> {
    const answer = await this.#get('', signal);
    if (answer === undefined) {
      return undefined;
    }
    const { empty, default_branch: branch } = repository.parse(answer);
    return { isEmpty: empty, branch };
  }

  /** By path, the ids of its files at a branch; nothing when they are too many to tell. */
  async files(
    branch: string,
    signal?: AbortSignal,
  ): Promise<Map<string, string> | undefined> {
    const answer = await this.#get(
      `/git/trees/${encodeURIComponent(branch)}?recursive=true`,
      signal,
    );
    const { tree: entries, truncated } = tree.parse(answer ?? { tree: [] });
    return truncated
      ? undefined
      : new Map(
          entries
            .filter(({ type }) => type === 'blob')
            .map(({ path, sha }) => [path, sha]),
        );
  }

  async #get(path: string, signal?: AbortSignal): Promise<unknown> {
    const url = `${this.#config.baseUrl}/api/v1/repos/${this.#fullName}${path}`;
    const response = await fetch(url, {
      ...getGiteaRequestOptions(this.#config),
      signal,
    }).catch((error: Error) => {
      throw new ServiceUnavailableError(
        `The repository host ${this.#config.host} does not answer.`,
        error,
      );
    });
    if (response.status === 404) {
      return undefined;
    }
    if (!response.ok) {
      throw new ServiceUnavailableError(
        `The repository host ${this.#config.host} answers ${
          response.status
        } about ${this.#fullName}.`,
      );
    }
    return response.json();
  }
}
