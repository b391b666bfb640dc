import { RepositoryError } from '@ecotrack/backstage-plugin-service-mesh-node';
import type { PullRequestContent } from '@ecotrack/backstage-plugin-service-mesh-node';
import { z } from 'zod';
import type { GiteaClient } from '../client/GiteaClient';
import { GiteaError } from '../client/GiteaError';
import { labels } from './labels';
import type { Pull } from './readPull';

/** What was refused for good becomes a warning; the rest is thrown, to be tried again. */
function asWarning(subject: string, error: unknown): string {
  if (!(error instanceof RepositoryError) || error.isTransient) {
    throw error;
  }
  const reason = error instanceof GiteaError ? error.reason : error.message;
  return `${subject}: ${reason.replace(/\.$/, '')}.`;
}

/** Adds what is not taken together with title and body; gives sentences about what was refused. */
export function complete(client: GiteaClient) {
  const idsOf = labels(client);

  async function addLabels(
    pull: Pull,
    wanted: readonly string[],
  ): Promise<string[]> {
    const present = new Set((pull.labels ?? []).map(({ name }) => name));
    const missing = wanted.filter(name => !present.has(name));
    if (missing.length === 0) {
      return [];
    }
    try {
      await client.write(
        'POST',
        `/issues/${pull.number}/labels`,
        { labels: await idsOf(missing) },
        z.unknown(),
      );
      return [];
    } catch (error) {
      return [
        asWarning(`The labels ${missing.join(', ')} were not set`, error),
      ];
    }
  }

  async function requestReviewer(
    { number }: Pull,
    reviewer: string,
  ): Promise<string[]> {
    const team = reviewer.split('/')[1];
    try {
      await client.write(
        'POST',
        `/pulls/${number}/requested_reviewers`,
        team === undefined
          ? { reviewers: [reviewer] }
          : { team_reviewers: [team] },
        z.unknown(),
      );
      return [];
    } catch (error) {
      return [asWarning(`Reviewer ${reviewer} was not asked`, error)];
    }
  }

  return async (
    pull: Pull,
    { labels: names = [], reviewers = [] }: Partial<PullRequestContent>,
  ): Promise<readonly string[]> => {
    const warnings = await addLabels(pull, names);
    for (const reviewer of reviewers) {
      warnings.push(...(await requestReviewer(pull, reviewer)));
    }
    return warnings;
  };
}
