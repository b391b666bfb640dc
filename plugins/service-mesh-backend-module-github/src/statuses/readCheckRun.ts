import type { CheckRun } from '@ecotrack/backstage-plugin-service-mesh-node';
import { z } from 'zod';

/** What is read of a check run. */
export const checkRunSchema = z.object({
  name: z.string(),
  status: z.string(),
  conclusion: z.string().nullish(),
  html_url: z.string().nullish(),
  output: z.object({ title: z.string().nullish() }).nullish(),
});

/** GitHub merges after `neutral` and `skipped` as after a success. */
const CONCLUSIONS: Readonly<Record<string, CheckRun['state']>> = {
  success: 'success',
  neutral: 'success',
  skipped: 'success',
  failure: 'failure',
  cancelled: 'failure',
  timed_out: 'failure',
  action_required: 'failure',
  startup_failure: 'failure',
};

export function readCheckRun({
  name,
  status,
  conclusion,
  html_url: url,
  output,
}: z.infer<typeof checkRunSchema>): CheckRun {
  return {
    name,
    state:
      status === 'completed'
        ? CONCLUSIONS[conclusion ?? ''] ?? 'unknown'
        : 'pending',
    ...(output?.title && { description: output.title }),
    ...(url && { url }),
  };
}
