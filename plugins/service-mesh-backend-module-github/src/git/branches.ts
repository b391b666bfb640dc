import {
  branchPath,
  commitName,
  RepositoryError,
} from '@ecotrack/backstage-plugin-service-mesh-node';
import type { Repository } from '@ecotrack/backstage-plugin-service-mesh-node';
import { z } from 'zod';
import type { GithubClient } from '../client/GithubClient';
import { isAnswer } from '../client/GithubError';

const NOTHING = '0'.repeat(40);
const refSchema = z.object({ object: z.object({ sha: z.string() }) });
const repositorySchema = z.object({
  default_branch: z.string(),
  node_id: z.string(),
});

const UPDATE_REFS = `mutation UpdateRefs($input: UpdateRefsInput!) {
  updateRefs(input: $input) { clientMutationId }
}`;

type Branches = Pick<
  Repository,
  'defaultBranch' | 'head' | 'ensureBranch' | 'deleteBranch'
>;

export function branches(client: GithubClient): Branches {
  async function head(branch: string): Promise<string | undefined> {
    try {
      const ref = await client.get(
        `/git/ref/heads/${branchPath(branch)}`,
        refSchema,
      );
      return ref.object.sha;
    } catch (error) {
      if (isAnswer(error, 409, /empty/i)) {
        return undefined;
      }
      if (!isAnswer(error, 404)) {
        throw error;
      }
      // Says `not-found` when it is the repository that is missing.
      await client.get('', repositorySchema);
      return undefined;
    }
  }

  return {
    head,

    async defaultBranch() {
      return (await client.get('', repositorySchema)).default_branch;
    },

    async ensureBranch(name, commit) {
      branchPath(name);
      try {
        const made = await client.write(
          'POST',
          '/git/refs',
          { ref: `refs/heads/${name}`, sha: commitName(commit) },
          refSchema,
        );
        return made.object.sha;
      } catch (error) {
        const existing = isAnswer(error, 422, /already exists/i)
          ? await head(name)
          : undefined;
        if (existing === undefined) {
          throw error;
        }
        return existing;
      }
    },

    // The API of REST removes a branch wherever it is.
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
      const { node_id: repositoryId } = await client.get('', repositorySchema);
      await client.mutate(
        UPDATE_REFS,
        {
          repositoryId,
          refUpdates: [
            {
              name: `refs/heads/${name}`,
              beforeOid: expectedHead,
              afterOid: NOTHING,
              force: true,
            },
          ],
        },
        z.unknown(),
      );
    },
  };
}
