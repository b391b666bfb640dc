import { commitName } from '@ecotrack/backstage-plugin-service-mesh-node';
import type {
  Repository,
  TreeEntry,
} from '@ecotrack/backstage-plugin-service-mesh-node';
import type { GithubClient } from '../client/GithubClient';
import { isAnswer } from '../client/GithubError';
import { z } from 'zod';
import { readTexts } from './readTexts';
import { readTree } from './readTree';

const TREES_KEPT = 8;
const REGULAR = ['100644', '100755'];
const comparisonSchema = z.object({ status: z.string() });

type Files = Pick<Repository, 'tree' | 'read' | 'contains'>;

export function files(client: GithubClient): Files {
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

  return {
    tree: async commit => tree(commitName(commit)),

    async read(commit, paths) {
      const wanted = new Set(paths);
      const entries = (await tree(commitName(commit))).filter(
        ({ path, mode }) => wanted.has(path) && REGULAR.includes(mode),
      );
      const texts = await readTexts(client, [
        ...new Set(entries.map(({ sha }) => sha)),
      ]);
      return new Map(
        entries.flatMap(({ path, sha }) => {
          const text = texts.get(sha);
          return text === undefined ? [] : [[path, text] as const];
        }),
      );
    },

    async contains(commit, ancestor) {
      try {
        const { status } = await client.get(
          `/compare/${commitName(ancestor)}...${commitName(commit)}`,
          comparisonSchema,
          { per_page: 1 },
        );
        return status === 'ahead' || status === 'identical';
      } catch (error) {
        if (!isAnswer(error, 404)) {
          throw error;
        }
        // Says `not-found` when it is the repository that is missing.
        await client.get('', z.object({}));
        return false;
      }
    },
  };
}
