import type { Repository } from '@ecotrack/backstage-plugin-service-mesh-node';
import type { GiteaClient } from './client/GiteaClient';
import { branches } from './git/branches';
import { commits } from './git/commits';
import { files } from './git/files';
import { comments } from './pulls/comments';
import { merging } from './pulls/merging';
import { pullRequests } from './pulls/pullRequests';
import { reviews } from './pulls/reviews';
import { checks } from './statuses/checks';

/** Gitea has no limit of its own; databases and proxies have. */
const MAX_BODY_LENGTH = 1_000_000;

export function giteaRepository(client: GiteaClient): Repository {
  const git = files(client);
  const refs = branches(client);
  return {
    url: client.address.url,
    maxBodyLength: MAX_BODY_LENGTH,
    ...git,
    ...refs,
    ...commits(client, { ...git, ...refs }),
    ...pullRequests(client),
    ...merging(client),
    ...reviews(client),
    ...comments(client),
    ...checks(client),
  };
}
