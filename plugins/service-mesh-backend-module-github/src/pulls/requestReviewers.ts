import { z } from 'zod';
import type { GithubClient } from '../client/GithubClient';
import { oneLine } from '../client/sentences';
import { followUp, refusal } from './followUp';
import type { Pull } from './readPull';

interface Reviewer {
  /** As it was given: a person, or `org/team`. */
  name: string;
  team?: string;
}

function readReviewer(name: string): Reviewer {
  const slash = name.indexOf('/');
  return slash < 0 ? { name } : { name, team: name.slice(slash + 1) };
}

async function ask(
  client: GithubClient,
  pull: Pull,
  reviewers: readonly Reviewer[],
): Promise<readonly string[]> {
  const people = reviewers.filter(({ team }) => team === undefined);
  const teams = reviewers.flatMap(({ team }) => team ?? []);
  try {
    await followUp(() =>
      client.write(
        'POST',
        `/pulls/${pull.number}/requested_reviewers`,
        {
          ...(people.length > 0 && {
            reviewers: people.map(({ name }) => name),
          }),
          ...(teams.length > 0 && { team_reviewers: teams }),
        },
        z.unknown(),
      ),
    );
    return [];
  } catch (error) {
    const reason = oneLine(refusal(error));
    if (reviewers.length === 1) {
      return [`${reviewers[0]?.name} was not asked to review: ${reason}.`];
    }
  }
  const warnings: string[] = [];
  for (const reviewer of reviewers) {
    warnings.push(...(await ask(client, pull, [reviewer])));
  }
  return warnings;
}

/**
 * Asks people and teams to review. GitHub takes all or none, so those that it refuses are found one by one. Gives
 * warnings.
 */
export async function requestReviewers(
  client: GithubClient,
  pull: Pull,
  names: readonly string[],
): Promise<readonly string[]> {
  const { owner } = client.address;
  const isOurs = (name: string) =>
    !name.includes('/') ||
    name.toLowerCase().startsWith(`${owner.toLowerCase()}/`);
  const strangers = names
    .filter(name => !isOurs(name))
    .map(name => `${name} was not asked to review: it is no team of ${owner}.`);
  const reviewers = names.filter(isOurs).map(readReviewer);
  return reviewers.length === 0
    ? strangers
    : [...strangers, ...(await ask(client, pull, reviewers))];
}
