import { resolve } from 'node:path';
import { startPlatform } from '@ecotrack/ecotrack-sim';
import type {
  HostFault,
  HostSetup,
} from '@ecotrack/backstage-plugin-service-mesh-node/testUtils';
import { GiteaPerson } from './GiteaPerson';
import { cloneUrl, hostOf, repositoriesOf } from './hosts';

const OWNER = 'platform';
const PERSON = 'sam';

const REQUESTS: Readonly<Record<HostFault['operation'], [string, string]>> = {
  'read-branch': ['GET', '/branches/'],
  'create-branch': ['POST', '/branches'],
  commit: ['POST', '/contents'],
  'open-pull-request': ['POST', '/pulls'],
  'list-pull-requests': ['GET', '/pulls'],
  'create-label': ['POST', '/labels'],
  comment: ['POST', '/issues/'],
};

const KINDS = {
  'lost-response': 'lost-response',
  'bad-gateway': 'bad-gateway',
  'rate-limit': 'rate-limited',
  forbidden: 'forbidden',
  'delayed-visibility': 'delayed-visibility',
} as const;

/** The forge of the embedded platform, by its Gitea API. */
export const platformSetup: HostSetup = {
  cannot: { rename: 'the embedded forge renames no repository' },

  async start() {
    const platform = await startPlatform({
      examplesDir: resolve(__dirname, '../../../../examples'),
      clusters: [],
    });
    const { forge, forgeUrl: url, forgeToken: token } = platform;
    const host = hostOf(url, token);
    const { token: personToken } = forge.users.ensure(PERSON);
    let made = 0;
    return {
      host,
      close: () => platform.close(),

      async createRepository() {
        const name = `case-${++made}`;
        const fullName = `${OWNER}/${name}`;
        await forge.createRepository(OWNER, name);
        const person = new GiteaPerson({
          url,
          owner: OWNER,
          repository: name,
          name: PERSON,
          token: personToken,
        });
        person.protect = async branch => {
          const kind = 'protected-branch';
          forge.faults.add({ kind, repository: fullName, branch });
        };
        return {
          ...repositoriesOf(host, url, fullName),
          token,
          cloneUrl: cloneUrl(url, fullName, PERSON, personToken),
          person,
          async fail({ operation, effect, times, retryAfter }) {
            const [method, path] = REQUESTS[operation];
            forge.faults.add({
              kind: KINDS[effect],
              method,
              path: `/${fullName}${path}`,
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
