import type {
  Repository,
  Review,
} from '@ecotrack/backstage-plugin-service-mesh-node';
import { z } from 'zod';
import type { GiteaClient } from '../client/GiteaClient';

const reviewSchema = z.object({
  user: z.object({ login: z.string() }).nullish(),
  team: z.object({ name: z.string() }).nullish(),
  state: z.string(),
  dismissed: z.boolean().nullish(),
  submitted_at: z.string().nullish(),
});

/** Those that are not here are not submitted yet. */
const STATES: Readonly<Record<string, Review['state']>> = {
  APPROVED: 'approved',
  REQUEST_CHANGES: 'changes-requested',
  COMMENT: 'commented',
};

export function reviews(client: GiteaClient): Pick<Repository, 'reviews'> {
  return {
    async reviews(number) {
      const all = await client.list(
        `/pulls/${number}/reviews`,
        z.array(reviewSchema),
      );
      return all.flatMap(
        ({ user, team, dismissed, submitted_at: at, ...review }) => {
          const state = dismissed ? 'dismissed' : STATES[review.state];
          const by = user?.login ?? team?.name;
          return state && by ? [{ by, state, ...(at && { at }) }] : [];
        },
      );
    },
  };
}
