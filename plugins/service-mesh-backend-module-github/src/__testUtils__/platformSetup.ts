import { resolve } from 'node:path';
import type {
  HostFault,
  HostSetup,
} from '@ecotrack/backstage-plugin-service-mesh-node/testUtils';
import { startPlatform } from '@ecotrack/ecotrack-sim';
import { GithubPerson } from './GithubPerson';
import { cloneUrl, hostOf, repositoriesOf } from './hosts';

const OWNER = 'platform';
const PERSON = 'sam';

/** Method and path of what is struck; GraphQL has one path for all repositories. */
const REQUESTS: Readonly<
  Record<HostFault['operation'], (repository: string) => [string, string]>
> = {
  'read-branch': path => ['GET', `${path}/git/ref/heads/`],
  'create-branch': path => ['POST', `${path}/git/refs`],
  commit: () => ['POST', '/api/graphql'],
  'open-pull-request': path => ['POST', `${path}/pulls`],
  'list-pull-requests': path => ['GET', `${path}/pulls`],
  'create-label': path => ['POST', `${path}/issues/`],
  comment: path => ['POST', `${path}/issues/`],
};

const KINDS = {
  'lost-response': 'lost-response',
  'bad-gateway': 'bad-gateway',
  'rate-limit': 'rate-limited',
  forbidden: 'forbidden',
  'delayed-visibility': 'delayed-visibility',
} as const;

/** The platform with nothing but its forge. */
export async function startForgePlatform() {
  const platform = await startPlatform({
    examplesDir: resolve(__dirname, '../../../../examples'),
    clusters: [],
  });
  const { forgeUrl: root } = platform;
  return { platform, place: { root, api: `${root}/api/v3` } };
}

/** The forge of the embedded platform, by its GitHub API. */
export const platformSetup: HostSetup = {
  cannot: { rename: 'the embedded forge renames no repository' },

  async start() {
    const { platform, place } = await startForgePlatform();
    const { forge, forgeToken: token } = platform;
    const host = hostOf(place, { token });
    const { token: personToken } = forge.users.ensure(PERSON);
    let made = 0;
    return {
      host,
      close: () => platform.close(),

      async createRepository() {
        const fullName = `${OWNER}/case-${++made}`;
        await forge.createRepository(OWNER, `case-${made}`);
        const person = new GithubPerson(
          PERSON,
          personToken,
          `${place.api}/repos/${fullName}`,
        );
        person.protect = async branch => {
          const kind = 'protected-branch';
          forge.faults.add({ kind, repository: fullName, branch });
        };
        return {
          ...repositoriesOf(host, place, fullName),
          token,
          cloneUrl: cloneUrl(place, fullName, PERSON, personToken),
          person,
          async fail({ operation, effect, times, retryAfter }) {
            const [method, path] = REQUESTS[operation](`/${fullName}`);
            forge.faults.add({
              kind: KINDS[effect],
              method,
              path,
              ...(times !== undefined && { times }),
              ...(retryAfter !== undefined && { retryAfter }),
              ...(effect === 'delayed-visibility' && {
                repository: fullName,
                milliseconds: 1500,
              }),
            });
          },
        };
      },
    };
  },
};
