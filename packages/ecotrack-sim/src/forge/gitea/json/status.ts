import type { Forge } from '../../model/Forge';
import type { HostedRepository } from '../../model/HostedRepository';
import type { Status } from '../../model/types';
import { addresses, repositoryJson } from './repository';
import { userJson } from './user';

/** Worst first. */
const SEVERITY: readonly Status['state'][] = [
  'error',
  'failure',
  'warning',
  'pending',
  'success',
];

/** `CommitStatus` of Gitea. */
export function statusJson(
  forge: Forge,
  repository: HostedRepository,
  status: Status,
) {
  return {
    id: status.id,
    status: status.state,
    target_url: status.targetUrl,
    description: status.description,
    url: `${addresses(forge, repository).api}/statuses/${status.sha}`,
    context: status.context,
    creator: userJson(forge, status.by),
    created_at: status.at,
    updated_at: status.at,
  };
}

/** `CombinedStatus` of Gitea, which is `null` where there are no statuses. */
export function combinedStatusJson(
  forge: Forge,
  repository: HostedRepository,
  sha: string,
) {
  const statuses = repository.statuses.latest(sha);
  const { api } = addresses(forge, repository);
  return statuses.length === 0
    ? null
    : {
        state: SEVERITY.find(state =>
          statuses.some(status => status.state === state),
        ),
        sha,
        total_count: statuses.length,
        statuses: statuses.map(status => statusJson(forge, repository, status)),
        repository: repositoryJson(forge, repository),
        commit_url: `${api}/commits/${sha}`,
        url: `${api}/commits/${sha}/status`,
      };
}
