import { randomBytes } from 'node:crypto';
import type { HostSetup } from '@ecotrack/backstage-plugin-service-mesh-node/testUtils';
import { GiteaPerson } from './GiteaPerson';
import { cloneUrl, hostOf, repositoriesOf } from './hosts';

/** A real Gitea. The token is of a user who may make and remove repositories. */
export function giteaSetup(url: string, token: string): HostSetup {
  async function ask(method: string, path: string, body?: object) {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        Authorization: `token ${token}`,
        'Content-Type': 'application/json',
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${response.status}`);
    }
    return response;
  }

  return {
    cannot: {
      faults: 'a real Gitea does not fail on request',
      reviews: 'the test has one user, who may not review their own',
    },

    async start() {
      const user = await ask('GET', '/user').then(answer => answer.json());
      const owner = String(user.login);
      const host = hostOf(url, token);
      const removals: (() => Promise<unknown>)[] = [];
      return {
        host,

        async close() {
          for (const remove of removals) {
            await remove();
          }
        },

        async createRepository() {
          const name = `mesh-contract-${randomBytes(6).toString('hex')}`;
          const fullName = `${owner}/${name}`;
          const made = await ask('POST', '/user/repos', {
            name,
            default_branch: 'main',
          }).then(answer => answer.json());
          removals.push(async () => {
            const now = await ask('GET', `/repositories/${made.id}`);
            const { full_name: current } = await now.json();
            await ask('DELETE', `/repos/${current}`);
          });
          return {
            ...repositoriesOf(host, url, fullName),
            token,
            cloneUrl: cloneUrl(url, fullName, owner, token),
            person: new GiteaPerson({
              url,
              owner,
              repository: name,
              name: owner,
              token,
            }),
            async fail() {
              throw new Error('a real Gitea does not fail on request');
            },
          };
        },
      };
    },
  };
}
