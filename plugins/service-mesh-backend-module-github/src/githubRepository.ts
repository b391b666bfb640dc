import type { Repository } from '@ecotrack/backstage-plugin-service-mesh-node';
import type { GithubClient } from './client/GithubClient';
import { branches } from './git/branches';
import { commits } from './git/commits';
import { files } from './git/files';
import { comments } from './pulls/comments';
import { merging } from './pulls/merging';
import { pullRequests } from './pulls/pullRequests';
import { reviews } from './pulls/reviews';
import { checks } from './statuses/checks';

/** GitHub takes 65 536 characters and counts some twice. */
const MAX_BODY_LENGTH = 58_000;

export function githubRepository(client: GithubClient): Repository {
  const git = files(client);
  return {
    url: client.address.url,
    maxBodyLength: MAX_BODY_LENGTH,
    ...git,
    ...branches(client),
    ...commits(client, git),
    ...pullRequests(client),
    ...merging(client),
    ...reviews(client),
    ...comments(client),
    ...checks(client),
  };
}
