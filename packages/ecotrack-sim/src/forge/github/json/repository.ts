import type { RepositoryFacts } from '../../model/ForgeRepository';
import type { Address } from './Address';
import { nodeId } from './identity';
import { userJson } from './user';

/** Part of a repository in the API to the place of its elements. */
const TEMPLATES: Readonly<Record<string, string>> = {
  archive_url: '/{archive_format}{/ref}',
  assignees_url: '/assignees{/user}',
  blobs_url: '/git/blobs{/sha}',
  branches_url: '/branches{/branch}',
  collaborators_url: '/collaborators{/collaborator}',
  comments_url: '/comments{/number}',
  commits_url: '/commits{/sha}',
  compare_url: '/compare/{base}...{head}',
  contents_url: '/contents/{+path}',
  contributors_url: '/contributors',
  deployments_url: '/deployments',
  downloads_url: '/downloads',
  events_url: '/events',
  forks_url: '/forks',
  git_commits_url: '/git/commits{/sha}',
  git_refs_url: '/git/refs{/sha}',
  git_tags_url: '/git/tags{/sha}',
  hooks_url: '/hooks',
  issue_comment_url: '/issues/comments{/number}',
  issue_events_url: '/issues/events{/number}',
  issues_url: '/issues{/number}',
  keys_url: '/keys{/key_id}',
  labels_url: '/labels{/name}',
  languages_url: '/languages',
  merges_url: '/merges',
  milestones_url: '/milestones{/number}',
  notifications_url: '/notifications{?since,all,participating}',
  pulls_url: '/pulls{/number}',
  releases_url: '/releases{/id}',
  stargazers_url: '/stargazers',
  statuses_url: '/statuses/{sha}',
  subscribers_url: '/subscribers',
  subscription_url: '/subscription',
  tags_url: '/tags',
  teams_url: '/teams',
  trees_url: '/git/trees{/sha}',
};

const COUNTS = {
  forks: 0,
  forks_count: 0,
  network_count: 0,
  open_issues: 0,
  open_issues_count: 0,
  size: 0,
  stargazers_count: 0,
  subscribers_count: 0,
  watchers: 0,
  watchers_count: 0,
};

const FEATURES = {
  allow_merge_commit: true,
  allow_rebase_merge: true,
  allow_squash_merge: true,
  archived: false,
  disabled: false,
  fork: false,
  has_discussions: false,
  has_downloads: false,
  has_issues: true,
  has_pages: false,
  has_projects: false,
  has_wiki: false,
};

/** `full-repository` of GitHub's description, which holds all of the smaller ones. */
export function repositoryJson(address: Address, facts: RepositoryFacts) {
  const { origin, fullName, rest, page } = address;
  return {
    id: facts.id,
    node_id: nodeId('Repository', fullName),
    name: facts.name,
    full_name: fullName,
    owner: userJson(origin, facts.owner, 'Organization'),
    html_url: page,
    url: rest,
    description: facts.description || null,
    default_branch: facts.defaultBranch,
    clone_url: `${page}.git`,
    git_url: `${page}.git`,
    ssh_url: `${page}.git`,
    svn_url: page,
    mirror_url: null,
    homepage: null,
    language: null,
    license: null,
    created_at: facts.createdAt,
    updated_at: facts.createdAt,
    pushed_at: facts.createdAt,
    private: facts.isPrivate,
    visibility: facts.isPrivate ? 'private' : 'public',
    permissions: { admin: false, pull: true, push: true },
    ...COUNTS,
    ...FEATURES,
    ...Object.fromEntries(
      Object.entries(TEMPLATES).map(([key, path]) => [key, `${rest}${path}`]),
    ),
  };
}
