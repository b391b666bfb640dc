import type { RootConfigService } from '@backstage/backend-plugin-api';
import {
  getGiteaRequestOptions,
  ScmIntegrations,
} from '@backstage/integration';
import type {
  Repository,
  RepositoryEvent,
  RepositoryHost,
} from '@ecotrack/backstage-plugin-service-mesh-node';
import { GiteaClient } from './client/GiteaClient';
import { giteaRepository } from './giteaRepository';
import { readGiteaEvent } from './readGiteaEvent';
import { readRepositoryUrl } from './readRepositoryUrl';

/** Gitea and Forgejo, with the tokens and passwords of `integrations.gitea`. @public */
export class GiteaRepositoryHost implements RepositoryHost {
  readonly type = 'gitea';
  readonly #integrations: ScmIntegrations['gitea'];
  readonly #repositories = new Map<string, Repository>();

  private constructor(integrations: ScmIntegrations) {
    this.#integrations = integrations.gitea;
  }

  static fromConfig(config: RootConfigService): GiteaRepositoryHost {
    return new GiteaRepositoryHost(ScmIntegrations.fromConfig(config));
  }

  /** {@inheritdoc @ecotrack/backstage-plugin-service-mesh-node#RepositoryHost.repository} */
  repository(url: string): Repository | undefined {
    const config = URL.canParse(url)
      ? this.#integrations.byUrl(url)?.config
      : undefined;
    const baseUrl = config?.baseUrl;
    const address = baseUrl ? readRepositoryUrl(url, baseUrl) : undefined;
    if (!address || !config?.password) {
      return undefined;
    }
    const known = this.#repositories.get(address.url);
    if (known) {
      return known;
    }
    const repository = giteaRepository(
      new GiteaClient({
        address,
        apiUrl: `${baseUrl}/api/v1`,
        headers: getGiteaRequestOptions(config).headers ?? {},
      }),
    );
    this.#repositories.set(address.url, repository);
    return repository;
  }

  /** {@inheritdoc @ecotrack/backstage-plugin-service-mesh-node#RepositoryHost.readEvent} */
  readEvent(payload: unknown): RepositoryEvent | undefined {
    const event = readGiteaEvent(payload);
    const repository = event && this.repository(event.repositoryUrl);
    return repository && { ...event, repositoryUrl: repository.url };
  }
}
