import type { GiteaRouter } from '../GiteaRouter';
import { GiteaProblem } from '../GiteaProblem';
import { repositoryJson } from '../json/repository';
import { userJson } from '../json/user';
import type { Call } from '../GiteaRouter';

const VERSION = '1.24.6';

async function createRepository({ forge, body }: Call, owner: string) {
  const repository = await forge.createRepository(
    owner,
    body.required('name'),
    {
      description: body.text('description'),
      isPrivate: body.flag('private'),
      defaultBranch: body.text('default_branch') || undefined,
    },
  );
  return { status: 201, json: repositoryJson(forge, repository) };
}

/** The version, users and organisations, and repositories that they make. */
export function accountRoutes(router: GiteaRouter): void {
  const organization = ({ forge, params }: Call) => {
    const found = forge.organizations.find(({ name }) => name === params.org);
    if (!found) {
      throw new GiteaProblem(404, `There is no organization ${params.org}.`);
    }
    return found;
  };

  router.on('get', '/version', () => ({ json: { version: VERSION } }));

  router.on('get', '/user', ({ forge, user }) => ({
    json: userJson(forge, user().login),
  }));

  router.on('get', '/users/:login', ({ forge, params }) => {
    if (!forge.users.find(params.login)) {
      throw new GiteaProblem(404, `There is no user ${params.login}.`);
    }
    return { json: userJson(forge, params.login) };
  });

  router.on('get', '/orgs/:org', call => {
    const { id, name } = organization(call);
    return {
      json: {
        id,
        name,
        username: name,
        full_name: name,
        email: '',
        avatar_url: `${call.forge.url}/avatars/${name}`,
        description: '',
        website: '',
        location: '',
        visibility: 'public',
        repo_admin_change_team_access: true,
      },
    };
  });

  router.on('post', '/orgs/:org/repos', call => {
    call.user();
    return createRepository(call, organization(call).name);
  });

  router.on('post', '/user/repos', call =>
    createRepository(call, call.user().login),
  );

  router.onRepository('get', '', ({ forge, repository }) => ({
    json: repositoryJson(forge, repository),
  }));
}
