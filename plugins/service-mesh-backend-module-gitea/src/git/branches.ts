import {
  branchPath,
  commitName,
  RepositoryError,
} from '@ecotrack/backstage-plugin-service-mesh-node';
import type { Repository } from '@ecotrack/backstage-plugin-service-mesh-node';
import { z } from 'zod';
import type { GiteaClient } from '../client/GiteaClient';
import { isAnswer } from '../client/GiteaError';
import { readRepository } from '../client/readRepository';

const branchSchema = z.object({ commit: z.object({ id: z.string() }) });

type Branches = Pick<
  Repository,
  'defaultBranch' | 'head' | 'ensureBranch' | 'deleteBranch'
>;

export function branches(client: GiteaClient): Branches {
  async function head(branch: string): Promise<string | undefined> {
    const path = `/branches/${branchPath(branch)}`;
    try {
      return (await client.get(path, branchSchema)).commit.id;
    } catch (error) {
      if (!isAnswer(error, 404)) {
        throw error;
      }
      // Says `not-found` when it is the repository that is missing.
      await readRepository(client);
      return undefined;
    }
  }

  return {
    head,

    async defaultBranch() {
      return (await readRepository(client)).default_branch;
    },

    async ensureBranch(name, commit) {
      branchPath(name);
      try {
        const made = await client.write(
          'POST',
          '/branches',
          { new_branch_name: name, old_ref_name: commitName(commit) },
          branchSchema,
        );
        return made.commit.id;
      } catch (error) {
        const existing = isAnswer(error, 409, 422)
          ? await head(name)
          : undefined;
        if (existing === undefined) {
          throw error;
        }
        return existing;
      }
    },

    async deleteBranch(name, expectedHead) {
      const current = await head(name);
      if (current === undefined) {
        return;
      }
      if (current !== expectedHead) {
        throw new RepositoryError(
          'branch-moved',
          `Branch "${name}" is at ${current}, not at ${expectedHead}: it has other commits and stays.`,
        );
      }
      try {
        await client.write(
          'DELETE',
          `/branches/${branchPath(name)}`,
          undefined,
          z.unknown(),
        );
      } catch (error) {
        if (!isAnswer(error, 404)) {
          throw error;
        }
      }
    },
  };
}
