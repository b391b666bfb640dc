import { z } from 'zod';
import type { GiteaClient } from '../client/GiteaClient';

const comparisonSchema = z.object({ total_commits: z.number() });

/** How many commits the second of `base...head` has that the first has not. */
export async function countCommits(
  client: GiteaClient,
  range: string,
): Promise<number> {
  const comparison = await client.get(`/compare/${range}`, comparisonSchema, {
    files: false,
    verification: false,
  });
  return comparison.total_commits;
}
