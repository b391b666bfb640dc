import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Forge } from './model/Forge';
import type { User } from './model/types';

const OWNER = 'platform';
const NAME = 'mesh-gitops';
const LEFT_OUT = ['catalog', 'onboarding', 'templates'];

/** Where the repositories of services are made. */
const SERVICES = 'ecotrack';

const TEAMS = ['platform-team', 'commerce-team', 'payments-team'];

const PEOPLE = {
  portal: 'Mesh portal',
  sam: 'Sam',
  rita: 'Rita',
};

const CODEOWNERS = `# Who is asked for a review.
* @${OWNER}/platform-team
/ecotrack/overlays/production/ @sam @${OWNER}/platform-team
`;

/** Files of a folder with their paths below it; links are left out. */
function readFolder(folder: string) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => {
      const file = join(entry.parentPath, entry.name);
      return {
        path: relative(folder, file).split(sep).join('/'),
        content: readFileSync(file),
      };
    })
    .filter(({ path }) => !LEFT_OUT.includes(path.split('/')[0]));
}

/**
 * Users, the organisations and the repository with the manifests of the examples, where they are not there yet.
 * Gives the user of the portal.
 */
export async function seed(
  forge: Forge,
  examplesDir: string,
  webhookUrl?: string,
): Promise<User> {
  const portal = forge.users.ensure('portal', { fullName: PEOPLE.portal });
  for (const [login, fullName] of Object.entries(PEOPLE)) {
    forge.users.ensure(login, { fullName });
  }
  forge.ensureOrganization(OWNER, TEAMS);
  forge.ensureOrganization(SERVICES);
  const repository =
    forge.find(`${OWNER}/${NAME}`) ??
    (await forge.createRepository(OWNER, NAME, {
      description: 'What runs in the clusters of the embedded platform',
    }));
  if (repository.branches.size === 0 && existsSync(examplesDir)) {
    const author = {
      name: 'Platform team',
      email: 'platform@ecotrack.example.com',
    };
    await repository.commitFiles({
      branch: repository.facts.defaultBranch,
      files: [
        ...readFolder(examplesDir),
        { path: 'CODEOWNERS', content: CODEOWNERS },
      ],
      message: 'The meshes of the embedded platform',
      author,
      by: 'sam',
    });
  }
  const { webhooks } = repository;
  if (webhookUrl && !webhooks.list().some(({ url }) => url === webhookUrl)) {
    webhooks.create({
      url: webhookUrl,
      secret: '',
      events: ['push', 'pull_request'],
      active: true,
    });
  }
  return portal;
}
