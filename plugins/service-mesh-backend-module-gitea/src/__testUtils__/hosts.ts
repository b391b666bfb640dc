import { ConfigReader } from '@backstage/config';
import type { Repository } from '@ecotrack/backstage-plugin-service-mesh-node';
import { GiteaRepositoryHost } from '../GiteaRepositoryHost';

/** The host of a Gitea, with the token as its only credential. */
export function hostOf(url: string, token: string): GiteaRepositoryHost {
  return GiteaRepositoryHost.fromConfig(
    new ConfigReader({
      integrations: {
        gitea: [{ host: new URL(url).host, baseUrl: url, password: token }],
      },
    }),
  );
}

/** @throws when the host does not have it */
export function repositoryOf(
  host: GiteaRepositoryHost,
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
  host: GiteaRepositoryHost,
  root: string,
  fullName: string,
) {
  const url = `${root}/${fullName}`;
  return {
    repository: repositoryOf(host, url),
    withWrongToken: repositoryOf(hostOf(root, 'f'.repeat(40)), url),
    missing: repositoryOf(host, `${url}-missing`),
  };
}

/** Address for Git with a credential in it. */
export function cloneUrl(
  root: string,
  fullName: string,
  name: string,
  token: string,
): string {
  const url = new URL(`${root}/${fullName}.git`);
  url.username = name;
  url.password = token;
  return url.toString();
}
