import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { followChange } from '../changes/followChange';
import type { MeshClient } from '../client/MeshClient';
import { examples } from './wait.examples';

const GOALS = ['merged', 'synced', 'live'] as const;
const PATIENCE_SECONDS = 1800;

/** `service-mesh:wait`: goes on when a change is merged, synced or live. */
export function createWaitAction(client: MeshClient) {
  return createTemplateAction({
    id: 'service-mesh:wait',
    description:
      'Waits until a change of the mesh is merged, synced or live. It fails when the change was closed or needs a person.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        changeId: z =>
          z
            .string()
            .min(1)
            .describe('Id of the change, as service-mesh:change gives it'),
        until: z =>
          z
            .enum(GOALS)
            .optional()
            .describe(
              'merged: in Git. synced: handed to the cluster. live: in effect, which is what counts when left out',
            ),
        timeoutSeconds: z =>
          z
            .number()
            .int()
            .min(1)
            .max(3600)
            .optional()
            .describe(
              `How long to wait; ${PATIENCE_SECONDS} when left out, an hour at most`,
            ),
      },
      output: {
        changeUrl: z => z.string().describe('Page of the change in the portal'),
        state: z =>
          z.string().describe('State of the change, which may be further on'),
      },
    },
    async handler(ctx) {
      const {
        changeId,
        until = 'live',
        timeoutSeconds = PATIENCE_SECONDS,
      } = ctx.input;
      const enough: readonly string[] = GOALS.slice(GOALS.indexOf(until));
      const { state } = ctx.isDryRun
        ? await client.change(changeId, ctx)
        : await followChange(client, ctx, {
            changeId,
            goal: until,
            isReached: change => enough.includes(change.state),
            timeoutSeconds,
          });
      ctx.output('changeUrl', client.urlOf(changeId));
      ctx.output('state', state);
    },
  });
}
