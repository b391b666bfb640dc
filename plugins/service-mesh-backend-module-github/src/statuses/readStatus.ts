import type { CheckRun } from '@ecotrack/backstage-plugin-service-mesh-node';
import { z } from 'zod';

/** What is read of a commit status. */
export const statusSchema = z.object({
  context: z.string(),
  state: z.string(),
  description: z.string().nullish(),
  target_url: z.string().nullish(),
});

const STATES: Readonly<Record<string, CheckRun['state']>> = {
  pending: 'pending',
  success: 'success',
  failure: 'failure',
};

export function readStatus({
  context,
  state,
  description,
  target_url: url,
}: z.infer<typeof statusSchema>): CheckRun {
  return {
    name: context,
    state: STATES[state] ?? 'unknown',
    ...(description && { description }),
    ...(url && { url }),
  };
}
