import type { TreeEntry } from '@ecotrack/backstage-plugin-service-mesh-node';
import { z } from 'zod';
import type { GithubClient } from '../client/GithubClient';

const treeSchema = z.object({
  truncated: z.boolean(),
  tree: z.array(
    z.object({
      path: z.string(),
      mode: z.string(),
      type: z.string(),
      sha: z.string(),
      size: z.number().optional(),
    }),
  ),
});

type Entry = z.infer<typeof treeSchema>['tree'][number];

/** Folder by folder: what GitHub cuts off in one answer. */
async function walk(
  client: GithubClient,
  sha: string,
  folder: string,
): Promise<Entry[]> {
  const { tree } = await client.get(`/git/trees/${sha}`, treeSchema);
  const found: Entry[] = [];
  for (const entry of tree) {
    const path = `${folder}${entry.path}`;
    found.push(
      ...(entry.type === 'tree'
        ? await walk(client, entry.sha, `${path}/`)
        : [{ ...entry, path }]),
    );
  }
  return found;
}

/** Every file and submodule of a commit. */
export async function readTree(
  client: GithubClient,
  commit: string,
): Promise<readonly TreeEntry[]> {
  const { tree, truncated } = await client.get(
    `/git/trees/${commit}`,
    treeSchema,
    { recursive: 1 },
  );
  const entries = truncated ? await walk(client, commit, '') : tree;
  return entries
    .filter(({ type }) => type !== 'tree')
    .map(({ path, mode, sha, size }) => ({
      path,
      mode,
      sha,
      ...(size !== undefined && { size }),
    }));
}
