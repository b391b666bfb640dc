import { randomBytes } from 'node:crypto';
import type { HostSetup } from '@ecotrack/backstage-plugin-service-mesh-node/testUtils';
import { GithubPerson } from './GithubPerson';
import { cloneUrl, hostOf, repositoriesOf } from './hosts';
import type { GithubPlace } from './hosts';

const NOT_ON_REQUEST = 'GitHub does not fail on request';

/**
 * A real GitHub. Its owner gets a repository for each case, which is removed at the end, so the token needs to make and
 * remove repositories.
 *
 * @param fullName - `owner/name`; the repositories of the cases have its name with an ending
 */
export function githubSetup(
  place: GithubPlace,
  fullName: string,
  token: string,
): HostSetup {
  const [owner = '', prefix = ''] = fullName.split('/');

  async function ask(method: string, path: string, body?: object) {
    const response = await fetch(`${place.api}${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}` },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${response.status}`);
    }
    return response;
  }

  return {
    cannot: {
      faults: NOT_ON_REQUEST,
      reviews: 'the test has one user, who may not review their own',
    },

    async start() {
      const { login } = await (await ask('GET', '/user')).json();
      const host = hostOf(place, { token });
      const removals: (() => Promise<unknown>)[] = [];
      return {
        host,

        async close() {
          for (const remove of removals) {
            await remove();
          }
        },

        async createRepository() {
          const name = `${prefix}-${randomBytes(6).toString('hex')}`;
          const made = await ask(
            'POST',
            owner === login ? '/user/repos' : `/orgs/${owner}/repos`,
            { name },
          ).then(answer => answer.json());
          removals.push(async () => {
            const now = await ask('GET', `/repositories/${made.id}`);
            await ask('DELETE', `/repos/${(await now.json()).full_name}`);
          });
          const address = `${owner}/${name}`;
          return {
            ...repositoriesOf(host, place, address),
            token,
            cloneUrl: cloneUrl(place, address, String(login), token),
            person: new GithubPerson(
              String(login),
              token,
              `${place.api}/repos/${address}`,
            ),
            async fail() {
              throw new Error(NOT_ON_REQUEST);
            },
          };
        },
      };
    },
  };
}
