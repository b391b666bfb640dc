import { z } from 'zod';
import type { GithubClient } from '../client/GithubClient';
import { oneLine } from '../client/sentences';
import { followUp, refusal } from './followUp';
import type { Pull } from './readPull';

/** Adds labels by name; GitHub makes those that it does not have. Others stay. Gives warnings. */
export async function addLabels(
  client: GithubClient,
  pull: Pull,
  labels: readonly string[],
): Promise<readonly string[]> {
  const present = new Set(pull.labels.map(({ name }) => name.toLowerCase()));
  const missing = labels.filter(name => !present.has(name.toLowerCase()));
  if (missing.length === 0) {
    return [];
  }
  try {
    await followUp(() =>
      client.write(
        'POST',
        `/issues/${pull.number}/labels`,
        { labels: missing },
        z.unknown(),
      ),
    );
    return [];
  } catch (error) {
    return [
      `Labels ${missing.join(', ')} were not added: ${oneLine(
        refusal(error),
      )}.`,
    ];
  }
}
