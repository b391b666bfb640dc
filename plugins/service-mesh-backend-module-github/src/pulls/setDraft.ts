import { z } from 'zod';
import type { GithubClient } from '../client/GithubClient';
import type { Pull } from './readPull';

const CONVERT_TO_DRAFT = `mutation ConvertToDraft($input: ConvertPullRequestToDraftInput!) {
  convertPullRequestToDraft(input: $input) { clientMutationId }
}`;
const MARK_READY = `mutation MarkReady($input: MarkPullRequestReadyForReviewInput!) {
  markPullRequestReadyForReview(input: $input) { clientMutationId }
}`;

/** Makes a pull request a draft or ready for review. REST has no way to. */
export async function setDraft(
  client: GithubClient,
  pull: Pull,
  draft: boolean,
): Promise<void> {
  if ((pull.draft ?? false) !== draft) {
    await client.mutate(
      draft ? CONVERT_TO_DRAFT : MARK_READY,
      { pullRequestId: pull.node_id },
      z.unknown(),
    );
  }
}
