import type {
  Repository,
  Review,
} from '@ecotrack/backstage-plugin-service-mesh-node';
import { z } from 'zod';
import type { GithubClient } from '../client/GithubClient';

const reviewsSchema = z.array(
  z.object({
    user: z.object({ login: z.string() }).nullable(),
    state: z.string(),
    submitted_at: z.string().nullish(),
  }),
);

const STATES: Readonly<Record<string, Review['state']>> = {
  APPROVED: 'approved',
  CHANGES_REQUESTED: 'changes-requested',
  COMMENTED: 'commented',
  DISMISSED: 'dismissed',
};

export function reviews(client: GithubClient): Pick<Repository, 'reviews'> {
  return {
    async reviews(number) {
      const all = await client.list(`/pulls/${number}/reviews`, reviewsSchema);
      return all.flatMap(({ user, state, submitted_at: at }) => {
        const read = STATES[state.toUpperCase()];
        return read
          ? [{ by: user?.login ?? 'ghost', state: read, ...(at && { at }) }]
          : [];
      });
    },
  };
}
