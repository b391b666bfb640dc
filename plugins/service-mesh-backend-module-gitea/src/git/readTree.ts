import type { TreeEntry } from '@ecotrack/backstage-plugin-service-mesh-node';
import { z } from 'zod';
import type { GiteaClient } from '../client/GiteaClient';

const PAGE_SIZE = 1000;

const treeSchema = z.object({
  truncated: z.boolean(),
  tree: z.array(
    z.object({
      path: z.string(),
      mode: z.string(),
      type: z.string(),
      sha: z.string(),
      size: z.number().nullish(),
    }),
  ),
});

/** Every file and submodule of a commit, page by page. */
export async function readTree(
  client: GiteaClient,
  commit: string,
): Promise<readonly TreeEntry[]> {
  const entries: TreeEntry[] = [];
  for (let page = 1; ; page++) {
    const { tree, truncated } = await client.get(
      `/git/trees/${commit}`,
      treeSchema,
      { recursive: true, per_page: PAGE_SIZE, page },
    );
    for (const { path, mode, type, sha, size } of tree) {
      if (type !== 'tree') {
        entries.push({
          path,
          mode,
          sha,
          ...(type === 'blob' && typeof size === 'number' && { size }),
        });
      }
    }
    if (!truncated || tree.length === 0) {
      return entries;
    }
  }
}
