import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { proposalFields, proposalOutput } from '../changes/changeFields';
import { proposeChange } from '../changes/proposeChange';
import { underParameters } from '../changes/refuse';
import type { MeshClient } from '../client/MeshClient';
import { examples } from './change.examples';

/** `service-mesh:change`: any change of the mesh as a pull request. */
export function createChangeAction(client: MeshClient) {
  return createTemplateAction({
    id: 'service-mesh:change',
    description:
      'Proposes a change of the mesh as a pull request. Run again, it goes on with the same pull request.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        ...proposalFields,
        template: z =>
          z
            .string()
            .min(1)
            .describe(
              'Id of the change template, such as traffic-weights; the portal lists them',
            ),
        parameters: z =>
          z
            .record(z.unknown())
            .describe('Parameters of the change template, by its schema'),
      },
      output: proposalOutput,
    },
    async handler(ctx) {
      const { timeoutSeconds, ...wanted } = ctx.input;
      await proposeChange(client, ctx, wanted, {
        nameOf: underParameters,
        timeoutSeconds,
      });
    },
  });
}
