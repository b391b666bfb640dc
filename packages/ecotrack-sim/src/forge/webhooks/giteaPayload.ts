import { payloadCommitJson } from '../gitea/json/commit';
import { pullRequestJson } from '../gitea/json/pullRequest';
import { addresses, repositoryJson } from '../gitea/json/repository';
import { userJson } from '../gitea/json/user';
import type { Forge } from '../model/Forge';
import type { HostedRepository } from '../model/HostedRepository';
import type { ForgeEvent } from '../model/types';

const NO_COMMIT = /^0+$/;

type Push = Extract<ForgeEvent, { kind: 'push' }>;
type PullRequestEvent = Extract<ForgeEvent, { kind: 'pull-request' }>;

/** Value of `X-Gitea-Event-Type` for the actions that have one of their own. */
const EVENT_TYPES: Partial<Record<PullRequestEvent['action'], string>> = {
  synchronized: 'pull_request_sync',
  label_updated: 'pull_request_label',
  reviewed: 'pull_request_review_comment',
};

/** Which event a webhook is told of, and with what. */
export interface Delivery {
  event: 'push' | 'pull_request';
  eventType: string;
  payload: unknown;
}

async function pushPayload(
  forge: Forge,
  repository: HostedRepository,
  { branch, before, commit, by }: Push,
) {
  const isNew = NO_COMMIT.test(before);
  const commits = isNew ? [] : await repository.log(`${before}..${commit}`);
  const shown = await Promise.all(
    commits.map(async each =>
      payloadCommitJson(
        forge,
        repository,
        each,
        each.parents[0]
          ? await repository.changes(each.parents[0], each.sha)
          : [],
      ),
    ),
  );
  const { page } = addresses(forge, repository);
  return {
    ref: `refs/heads/${branch}`,
    before,
    after: commit,
    compare_url: isNew ? '' : `${page}/compare/${before}...${commit}`,
    commits: shown,
    total_commits: shown.length,
    head_commit: shown[0] ?? null,
    repository: repositoryJson(forge, repository),
    pusher: userJson(forge, by),
    sender: userJson(forge, by),
  };
}

/** What Gitea sends for an event, as things are at this moment. */
export async function giteaPayload(
  forge: Forge,
  event: ForgeEvent,
): Promise<Delivery> {
  const repository = forge.repository(event.repository);
  if (event.kind === 'push') {
    return {
      event: 'push',
      eventType: 'push',
      payload: await pushPayload(forge, repository, event),
    };
  }
  const request = structuredClone(repository.pulls.get(event.number));
  return {
    event: 'pull_request',
    eventType: EVENT_TYPES[event.action] ?? 'pull_request',
    payload: {
      action: event.action,
      number: event.number,
      pull_request: await pullRequestJson(forge, repository, request),
      requested_reviewer: null,
      repository: repositoryJson(forge, repository),
      sender: userJson(forge, event.by),
      commit_id: request.headSha,
      review: null,
    },
  };
}
