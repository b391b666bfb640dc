import type { GiteaRouter, RepositoryCall } from '../GiteaRouter';
import { GiteaProblem } from '../GiteaProblem';
import { payloadCommitJson } from '../json/commit';
import { pageOf } from '../paging';

async function branchJson(
  { forge, repository }: Pick<RepositoryCall, 'forge' | 'repository'>,
  name: string,
) {
  const sha = repository.head(name);
  if (!sha) {
    throw new GiteaProblem(404, `There is no branch ${name}.`);
  }
  const isProtected = forge.faults.isProtected(repository.fullName, name);
  return {
    name,
    commit: payloadCommitJson(forge, repository, await repository.commit(sha)),
    protected: isProtected,
    required_approvals: 0,
    enable_status_check: false,
    status_check_contexts: [],
    user_can_push: !isProtected,
    user_can_merge: !isProtected,
    effective_branch_protection_name: isProtected ? name : '',
  };
}

/** `branches`. */
export function branchRoutes(router: GiteaRouter): void {
  router.onRepository('get', '/branches', call => {
    const names = [...call.repository.branches.keys()];
    return pageOf(call, names, name => branchJson(call, name));
  });

  router.onRepository('get', '/branches/*', async call => ({
    json: await branchJson(call, call.params[0]),
  }));

  router.onRepository('post', '/branches', async call => {
    const { repository, body, user } = call;
    const name = body.required('new_branch_name');
    const from =
      body.text('old_ref_name') ||
      body.text('old_branch_name') ||
      repository.facts.defaultBranch;
    await repository.createBranch(name, from, user().login);
    return { status: 201, json: await branchJson(call, name) };
  });

  router.onRepository(
    'delete',
    '/branches/*',
    async ({ repository, params, user }) => {
      await repository.deleteBranch(params[0], user().login);
      return { status: 204 };
    },
  );
}
