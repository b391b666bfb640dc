import type { PullRequestContent } from '@ecotrack/backstage-plugin-service-mesh-node';
import type { GithubClient } from '../client/GithubClient';
import { isAnswer } from '../client/GithubError';
import { pullSchema } from './readPull';
import type { Pull } from './readPull';

/** Opens a pull request; as an ordinary one, with a warning, where drafts are not offered. */
export async function createPull(
  client: GithubClient,
  {
    title,
    body,
    draft = false,
    head,
    base,
  }: PullRequestContent & { head: string; base: string },
): Promise<{ pull: Pull; warnings: readonly string[] }> {
  const create = (isDraft: boolean) =>
    client.write(
      'POST',
      '/pulls',
      { title, body, head, base, draft: isDraft },
      pullSchema,
    );
  try {
    return { pull: await create(draft), warnings: [] };
  } catch (error) {
    if (!draft || !isAnswer(error, 422, /draft pull requests/i)) {
      throw error;
    }
    return {
      pull: await create(false),
      warnings: [
        'GitHub has no drafts for this repository: the pull request is open for review.',
      ],
    };
  }
}
