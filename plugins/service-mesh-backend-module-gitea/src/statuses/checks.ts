import { commitName } from '@ecotrack/backstage-plugin-service-mesh-node';
import type {
  CheckRun,
  Repository,
} from '@ecotrack/backstage-plugin-service-mesh-node';
import { z } from 'zod';
import type { GiteaClient } from '../client/GiteaClient';

const statusSchema = z.object({
  id: z.number(),
  context: z.string(),
  status: z.string(),
  description: z.string().nullish(),
  target_url: z.string().nullish(),
});

const STATES: Readonly<Record<string, CheckRun['state']>> = {
  pending: 'pending',
  success: 'success',
  skipped: 'success',
  error: 'failure',
  failure: 'failure',
};

/** Gitea has no state for what is not known; a warning neither passes for a success nor blocks. */
const WRITTEN: Readonly<Record<CheckRun['state'], string>> = {
  pending: 'pending',
  success: 'success',
  failure: 'failure',
  unknown: 'warning',
};

export function checks(
  client: GiteaClient,
): Pick<Repository, 'checks' | 'setCheck'> {
  return {
    async checks(commit) {
      const history = await client.list(
        `/commits/${commitName(commit)}/statuses`,
        z.array(statusSchema),
      );
      const newest = new Map(
        history
          .sort((a, b) => a.id - b.id)
          .map(entry => [entry.context, entry]),
      );
      return [...newest.values()].map(
        ({ context: name, status, description, target_url: url }) => ({
          name,
          state: STATES[status] ?? 'unknown',
          ...(description && { description }),
          ...(url && { url }),
        }),
      );
    },

    async setCheck(commit, { name, state, description, url }) {
      await client.write(
        'POST',
        `/statuses/${commitName(commit)}`,
        {
          context: name,
          state: WRITTEN[state],
          ...(description !== undefined && { description }),
          ...(url !== undefined && { target_url: url }),
        },
        z.unknown(),
      );
    },
  };
}
