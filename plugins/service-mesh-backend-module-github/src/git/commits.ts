import {
  blobName,
  branchPath,
  commitName,
  filePath,
  RepositoryError,
} from '@ecotrack/backstage-plugin-service-mesh-node';
import type {
  CommitRequest,
  Repository,
  TreeEntry,
} from '@ecotrack/backstage-plugin-service-mesh-node';
import { z } from 'zod';
import type { GithubClient } from '../client/GithubClient';

const CREATE_COMMIT = `mutation CreateCommit($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;

const createdSchema = z.object({
  createCommitOnBranch: z.object({ commit: z.object({ oid: z.string() }) }),
});
const refSchema = z.object({ object: z.object({ sha: z.string() }) });
const commitSchema = z.object({
  message: z.string(),
  parents: z.array(z.object({ sha: z.string() })),
});

function isWritten(
  { files }: CommitRequest,
  tree: readonly TreeEntry[],
): boolean {
  const shas = new Map(tree.map(({ path, sha }) => [path, sha]));
  return files.every(
    ({ path, content }) =>
      shas.get(path) ===
      (content === undefined ? undefined : blobName(content)),
  );
}

function refuseUnexpected(
  request: CommitRequest,
  tree: readonly TreeEntry[],
): void {
  const entries = new Map(tree.map(entry => [entry.path, entry]));
  for (const { path, previousSha } of request.files) {
    filePath(path);
    const entry = entries.get(path);
    if (entry?.sha !== previousSha) {
      throw new RepositoryError(
        'branch-moved',
        `File "${path}" of branch "${request.branch}" is another than the one that was read. Render the change again.`,
      );
    }
    if (entry && entry.mode !== '100644') {
      throw new RepositoryError(
        'refused',
        `File "${path}" has the mode ${entry.mode}, which a signed commit of GitHub would lose. Change it by hand.`,
      );
    }
  }
  if (isWritten(request, tree)) {
    throw new RepositoryError(
      'refused',
      `Branch "${request.branch}" has all that the commit would write. Nothing is left to change.`,
    );
  }
}

function inputOf(client: GithubClient, request: CommitRequest) {
  const { owner, name } = client.address;
  const [headline = '', ...rest] = request.message.split('\n');
  const body = rest.join('\n').trim();
  return {
    branch: {
      repositoryNameWithOwner: `${owner}/${name}`,
      branchName: request.branch,
    },
    expectedHeadOid: commitName(request.expectedHead),
    message: { headline, ...(body && { body }) },
    fileChanges: {
      additions: request.files.flatMap(({ path, content }) =>
        content === undefined
          ? []
          : [
              {
                path,
                contents: Buffer.from(content, 'utf8').toString('base64'),
              },
            ],
      ),
      deletions: request.files.flatMap(({ path, content }) =>
        content === undefined ? [{ path }] : [],
      ),
    },
  };
}

/** Commits through GraphQL: GitHub signs them in the name of the credentials. */
export function commits(
  client: GithubClient,
  { tree }: Pick<Repository, 'tree'>,
): Pick<Repository, 'commit'> {
  /** The commit that an earlier try made, when its answer was lost. */
  async function alreadyMade(
    request: CommitRequest,
  ): Promise<string | undefined> {
    const { object } = await client.get(
      `/git/ref/heads/${branchPath(request.branch)}`,
      refSchema,
    );
    const { message, parents } = await client.get(
      `/git/commits/${object.sha}`,
      commitSchema,
    );
    const isOurs =
      parents.length === 1 &&
      parents[0]?.sha === request.expectedHead &&
      message.trim() === request.message.trim();
    return isOurs && isWritten(request, await tree(object.sha))
      ? object.sha
      : undefined;
  }

  return {
    async commit(request) {
      branchPath(request.branch);
      refuseUnexpected(request, await tree(request.expectedHead));
      try {
        const { createCommitOnBranch } = await client.mutate(
          CREATE_COMMIT,
          inputOf(client, request),
          createdSchema,
        );
        return createCommitOnBranch.commit.oid;
      } catch (error) {
        const made =
          error instanceof RepositoryError && error.problem === 'branch-moved'
            ? await alreadyMade(request)
            : undefined;
        if (made === undefined) {
          throw error;
        }
        return made;
      }
    },
  };
}
