import {
  commitName,
  RepositoryError,
} from '@ecotrack/backstage-plugin-service-mesh-node';
import type {
  Repository,
  TreeEntry,
} from '@ecotrack/backstage-plugin-service-mesh-node';
import { z } from 'zod';
import type { GiteaClient } from '../client/GiteaClient';
import { isAnswer } from '../client/GiteaError';
import { readRepository } from '../client/readRepository';
import { countCommits } from './countCommits';
import { readTree } from './readTree';

const TREES_KEPT = 8;
const BLOBS_AT_ONCE = 8;
const REGULAR = ['100644', '100755'];
const blobSchema = z.object({ content: z.string().nullable() });
type Files = Pick<Repository, 'tree' | 'read' | 'contains'>;

export function files(client: GiteaClient): Files {
  const trees = new Map<string, Promise<readonly TreeEntry[]>>();

  function tree(commit: string): Promise<readonly TreeEntry[]> {
    const known = trees.get(commit);
    if (known) {
      return known;
    }
    const reading = readTree(client, commit);
    trees.set(commit, reading);
    reading.catch(() => trees.delete(commit));
    for (const oldest of trees.keys()) {
      if (trees.size > TREES_KEPT) {
        trees.delete(oldest);
      }
    }
    return reading;
  }

  async function text({ path, sha }: TreeEntry): Promise<[string, string]> {
    const { content } = await client.get(`/git/blobs/${sha}`, blobSchema);
    if (content === null) {
      throw new RepositoryError(
        'refused',
        `File "${path}" is larger than ${client.address.host} gives.`,
      );
    }
    return [path, Buffer.from(content, 'base64').toString('utf8')];
  }

  return {
    tree: async commit => tree(commitName(commit)),

    async read(commit, paths) {
      const wanted = new Set(paths);
      const entries = (await tree(commitName(commit))).filter(
        ({ path, mode }) => wanted.has(path) && REGULAR.includes(mode),
      );
      const texts: [string, string][] = [];
      for (let next = 0; next < entries.length; next += BLOBS_AT_ONCE) {
        const batch = entries.slice(next, next + BLOBS_AT_ONCE);
        texts.push(...(await Promise.all(batch.map(text))));
      }
      return new Map(texts);
    },

    // What the ancestor has and the commit has not.
    async contains(commit, ancestor) {
      const range = `${commitName(commit)}...${commitName(ancestor)}`;
      try {
        return (await countCommits(client, range)) === 0;
      } catch (error) {
        if (!isAnswer(error, 404)) {
          throw error;
        }
        await readRepository(client);
        return false;
      }
    },
  };
}
