import {
  blobName,
  branchPath,
  commitName,
  RepositoryError,
} from '@ecotrack/backstage-plugin-service-mesh-node';
import type {
  CommitRequest,
  Repository,
} from '@ecotrack/backstage-plugin-service-mesh-node';
import { z } from 'zod';
import type { GiteaClient } from '../client/GiteaClient';
import { GiteaError } from '../client/GiteaError';
import { changedFiles } from './changedFiles';

const parentsSchema = z.array(z.object({ sha: z.string() }));
const madeSchema = z.object({
  commit: z.object({ sha: z.string(), parents: parentsSchema }),
});
const commitSchema = z.object({
  commit: z.object({ message: z.string() }),
  parents: parentsSchema,
});

function moved({ branch, expectedHead }: CommitRequest, now = 'gone') {
  return new RepositoryError(
    'branch-moved',
    `Branch "${branch}" is not at ${expectedHead} any more: it is ${now}. Render the change again.`,
  );
}

/**
 * Commits through the file API, which checks the blob of each file but not the head of the branch: the head is looked
 * at before, and the parent of the commit after.
 */
export function commits(
  client: GiteaClient,
  { tree, head }: Pick<Repository, 'tree' | 'head'>,
): Pick<Repository, 'commit'> {
  /** Whether a commit is what an earlier try made, when its answer was lost. */
  async function isOurs(sha: string, request: CommitRequest): Promise<boolean> {
    const { commit, parents } = await client.get(
      `/git/commits/${sha}`,
      commitSchema,
      { stat: false, files: false, verification: false },
    );
    if (
      parents.length !== 1 ||
      parents[0]?.sha !== request.expectedHead ||
      commit.message.trim() !== request.message.trim()
    ) {
      return false;
    }
    const blobs = new Map(
      (await tree(sha)).map(entry => [entry.path, entry.sha]),
    );
    return request.files.every(
      ({ path, content }) =>
        blobs.get(path) ===
        (content === undefined ? undefined : blobName(content)),
    );
  }

  /** The commit that was made although Gitea answered with an error; the error when there is none. */
  async function afterError(
    request: CommitRequest,
    error: unknown,
  ): Promise<string> {
    if (!(error instanceof GiteaError)) {
      throw error;
    }
    const current = await head(request.branch).catch(() => {
      throw error;
    });
    if (current === request.expectedHead) {
      throw error;
    }
    if (current === undefined || !(await isOurs(current, request))) {
      throw moved(request, current);
    }
    return current;
  }

  return {
    async commit(request) {
      const { branch, message } = request;
      branchPath(branch);
      const expectedHead = commitName(request.expectedHead);
      const entries = await tree(expectedHead);
      const files = changedFiles(request, entries);
      const current = await head(branch);
      if (current !== expectedHead) {
        if (current === undefined || !(await isOurs(current, request))) {
          throw moved(request, current);
        }
        return current;
      }
      try {
        const { commit } = await client.write(
          'POST',
          '/contents',
          { branch, message, files },
          madeSchema,
        );
        if (commit.parents[0]?.sha !== expectedHead) {
          throw moved(request, commit.sha);
        }
        return commit.sha;
      } catch (error) {
        return afterError(request, error);
      }
    },
  };
}
