import type { Forge } from '../../model/Forge';
import type { HostedRepository } from '../../model/HostedRepository';
import { userJson } from './user';

/** Addresses of a repository. */
export function addresses(forge: Forge, repository: HostedRepository) {
  return {
    api: `${forge.url}/api/v1/repos/${repository.fullName}`,
    page: `${forge.url}/${repository.fullName}`,
  };
}

/** `Repository` of Gitea. */
export function repositoryJson(forge: Forge, repository: HostedRepository) {
  const { facts, fullName } = repository;
  const { api, page } = addresses(forge, repository);
  return {
    id: facts.id,
    owner: userJson(forge, facts.owner),
    name: facts.name,
    full_name: fullName,
    description: facts.description,
    empty: repository.branches.size === 0,
    private: facts.isPrivate,
    fork: false,
    template: false,
    mirror: false,
    archived: false,
    url: api,
    html_url: page,
    link: '',
    clone_url: `${page}.git`,
    default_branch: facts.defaultBranch,
    created_at: facts.createdAt,
    updated_at: facts.createdAt,
    permissions: { admin: false, push: true, pull: true },
    has_issues: true,
    has_pull_requests: true,
    open_pr_counter: repository.pulls.list('open').length,
    allow_merge_commits: true,
    allow_rebase: true,
    allow_squash_merge: true,
    default_merge_style: 'merge',
    internal: false,
    object_format_name: 'sha1',
  };
}
