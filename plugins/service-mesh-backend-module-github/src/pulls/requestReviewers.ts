import { z } from 'zod';
import type { GithubClient } from '../client/GithubClient';
import { oneLine } from '../client/sentences';
import { followUp, refusal } from './followUp';
import type { Pull } from './readPull';

/** `org/team` is a team, anything else a person. */
function requestOf(reviewers: readonly string[]) {
  const people = reviewers.filter(name => !name.includes('/'));
  const teams = reviewers.filter(name => name.includes('/'));
  return {
    ...(people.length > 0 && { reviewers: people }),
    ...(teams.length > 0 && {
      team_reviewers: teams.map(name => name.slice(name.indexOf('/') + 1)),
    }),
  };
}

/** Asks people and teams to review. GitHub takes all or none, so those that it refuses are found one by one. Gives warnings. */
export async function requestReviewers(
  client: GithubClient,
  pull: Pull,
  reviewers: readonly string[],
): Promise<readonly string[]> {
  if (reviewers.length === 0) {
    return [];
  }
  try {
    await followUp(() =>
      client.write(
        'POST',
        `/pulls/${pull.number}/requested_reviewers`,
        requestOf(reviewers),
        z.unknown(),
      ),
    );
    return [];
  } catch (error) {
    const reason = refusal(error);
    const [only, ...others] = reviewers;
    if (only !== undefined && others.length === 0) {
      return [`${only} was not asked to review: ${oneLine(reason)}.`];
    }
  }
  const warnings: string[] = [];
  for (const reviewer of reviewers) {
    warnings.push(...(await requestReviewers(client, pull, [reviewer])));
  }
  return warnings;
}
