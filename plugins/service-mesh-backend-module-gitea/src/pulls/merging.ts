import {
  commitName,
  RepositoryError,
} from '@ecotrack/backstage-plugin-service-mesh-node';
import type { Repository } from '@ecotrack/backstage-plugin-service-mesh-node';
import { z } from 'zod';
import type { GiteaClient } from '../client/GiteaClient';
import { isAnswer } from '../client/GiteaError';
import { readRepository } from '../client/readRepository';
import { pullSchema, readPull } from './readPull';

/** Merges as the repository is set to, with the head that Gitea checks. */
export function merging(client: GiteaClient): Pick<Repository, 'merge'> {
  /** Whether it is merged. @throws RepositoryError when it cannot be */
  async function isMerged(
    number: number,
    expectedHead: string,
  ): Promise<boolean> {
    const { state, headSha } = readPull(
      await client.get(`/pulls/${number}`, pullSchema),
    );
    if (state === 'closed') {
      throw new RepositoryError(
        'not-mergeable',
        `Pull request ${number} is closed. Open it again at ${client.address.host} to merge it.`,
      );
    }
    if (state === 'open' && headSha !== expectedHead) {
      throw new RepositoryError(
        'branch-moved',
        `The branch of pull request ${number} is at ${headSha}, not at ${expectedHead}: it has other commits than were checked.`,
      );
    }
    return state === 'merged';
  }

  return {
    async merge(number, expectedHead) {
      commitName(expectedHead);
      if (await isMerged(number, expectedHead)) {
        return;
      }
      const { default_merge_style: style } = await readRepository(client);
      try {
        await client.write(
          'POST',
          `/pulls/${number}/merge`,
          { Do: style ?? 'merge', head_commit_id: expectedHead },
          z.unknown(),
        );
      } catch (error) {
        if (await isMerged(number, expectedHead)) {
          return;
        }
        if (isAnswer(error, 405, 409, 422)) {
          throw new RepositoryError(
            'not-mergeable',
            `${client.address.host} does not merge pull request ${number}: ${error.reason}.`,
          );
        }
        throw error;
      }
    },
  };
}
