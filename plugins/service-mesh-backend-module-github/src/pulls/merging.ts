import type { Repository } from '@ecotrack/backstage-plugin-service-mesh-node';
import { z } from 'zod';
import type { GithubClient } from '../client/GithubClient';
import { isAnswer } from '../client/GithubError';
import { pullSchema } from './readPull';

const repositorySchema = z.object({
  allow_merge_commit: z.boolean().optional(),
  allow_squash_merge: z.boolean().optional(),
  allow_rebase_merge: z.boolean().optional(),
});

/** The first way of merging that the repository allows. */
async function mergeMethod(
  client: GithubClient,
): Promise<'merge' | 'squash' | 'rebase'> {
  const allowed = await client.get('', repositorySchema);
  if (allowed.allow_merge_commit !== false) {
    return 'merge';
  }
  return allowed.allow_squash_merge === false ? 'rebase' : 'squash';
}

export function merging(client: GithubClient): Pick<Repository, 'merge'> {
  const isMerged = async (number: number, expectedHead: string) => {
    const pull = await client.get(`/pulls/${number}`, pullSchema);
    return typeof pull.merged_at === 'string' && pull.head.sha === expectedHead;
  };

  return {
    async merge(number, expectedHead) {
      try {
        await client.write(
          'PUT',
          `/pulls/${number}/merge`,
          { sha: expectedHead, merge_method: await mergeMethod(client) },
          z.object({ merged: z.literal(true) }),
        );
      } catch (error) {
        const mayBeDone = isAnswer(error, 405) || isAnswer(error, 409);
        if (!mayBeDone || !(await isMerged(number, expectedHead))) {
          throw error;
        }
      }
    },
  };
}
