import { ConfigReader } from '@backstage/config';
import type { Repository } from '@ecotrack/backstage-plugin-service-mesh-node';
import { GithubRepositoryHost } from '../GithubRepositoryHost';

/** Where GitHub is. */
export interface GithubPlace {
  /** `https://github.com` */
  root: string;
  /** `https://api.github.com` */
  api: string;
}

/** The host of a GitHub with one credential. */
export function hostOf(
  { root, api }: GithubPlace,
  credentials: { token: string } | { apps: object[] },
): GithubRepositoryHost {
  const host = new URL(root).host;
  return GithubRepositoryHost.fromConfig(
    new ConfigReader({
      integrations: { github: [{ host, apiBaseUrl: api, ...credentials }] },
    }),
  );
}

/** @throws when the host does not have it */
export function repositoryOf(
  host: GithubRepositoryHost,
  url: string,
): Repository {
  const repository = host.repository(url);
  if (!repository) {
    throw new Error(`${url} is no repository of the host`);
  }
  return repository;
}

/** The same repository seen with and without credentials, and one that is not there. */
export function repositoriesOf(
  host: GithubRepositoryHost,
  place: GithubPlace,
  fullName: string,
) {
  const url = `${place.root}/${fullName}`;
  return {
    repository: repositoryOf(host, url),
    withWrongToken: repositoryOf(
      hostOf(place, { token: `ghp_${'f'.repeat(36)}` }),
      url,
    ),
    missing: repositoryOf(host, `${url}-missing`),
  };
}

/** Address for Git with a credential in it. */
export function cloneUrl(
  { root }: GithubPlace,
  fullName: string,
  name: string,
  token: string,
): string {
  const url = new URL(`${root}/${fullName}.git`);
  url.username = name;
  url.password = token;
  return url.toString();
}
