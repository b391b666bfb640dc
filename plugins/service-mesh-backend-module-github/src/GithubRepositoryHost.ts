import type { RootConfigService } from '@backstage/backend-plugin-api';
import {
  DefaultGithubCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import type { GithubCredentialsProvider } from '@backstage/integration';
import type {
  Repository,
  RepositoryEvent,
  RepositoryHost,
} from '@ecotrack/backstage-plugin-service-mesh-node';
import { GithubClient } from './client/GithubClient';
import { githubRepository } from './githubRepository';
import { readGithubEvent } from './readGithubEvent';
import { readRepositoryUrl } from './readRepositoryUrl';

/** GitHub and GitHub Enterprise, with the Apps and tokens of `integrations.github`. @public */
export class GithubRepositoryHost implements RepositoryHost {
  readonly type = 'github';
  readonly #integrations: ScmIntegrations['github'];
  readonly #credentials: GithubCredentialsProvider;
  readonly #repositories = new Map<string, Repository>();

  private constructor(integrations: ScmIntegrations) {
    this.#integrations = integrations.github;
    this.#credentials =
      DefaultGithubCredentialsProvider.fromIntegrations(integrations);
  }

  static fromConfig(config: RootConfigService): GithubRepositoryHost {
    return new GithubRepositoryHost(ScmIntegrations.fromConfig(config));
  }

  /**
   * {@inheritdoc @ecotrack/backstage-plugin-service-mesh-node#RepositoryHost.repository}
   *
   * @remarks
   * Backstage adds an integration for github.com by itself: one without App and token is none here.
   */
  repository(url: string): Repository | undefined {
    const address = readRepositoryUrl(url);
    const config = address && this.#integrations.byHost(address.host)?.config;
    if (!address || !config?.apiBaseUrl) {
      return undefined;
    }
    if (!config.token && !config.apps?.length) {
      return undefined;
    }
    const known = this.#repositories.get(address.url);
    if (known) {
      return known;
    }
    const repository = githubRepository(
      new GithubClient({
        address,
        apiBaseUrl: config.apiBaseUrl,
        credentials: this.#credentials,
      }),
    );
    this.#repositories.set(address.url, repository);
    return repository;
  }

  /** {@inheritdoc @ecotrack/backstage-plugin-service-mesh-node#RepositoryHost.readEvent} */
  readEvent(payload: unknown): RepositoryEvent | undefined {
    const event = readGithubEvent(payload);
    return event && this.repository(event.repositoryUrl) ? event : undefined;
  }
}
