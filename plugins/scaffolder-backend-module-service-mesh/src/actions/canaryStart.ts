import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { proposalFields, proposalOutput } from '../changes/changeFields';
import { proposeChange } from '../changes/proposeChange';
import type { MeshClient } from '../client/MeshClient';
import { examples } from './canaryStart.examples';

const SMALL_SHARE = 10;

/** `service-mesh:canary:start`: sends a small share of the requests to a new version. */
export function createCanaryStartAction(client: MeshClient) {
  return createTemplateAction({
    id: 'service-mesh:canary:start',
    description:
      'Proposes to send a small share of the requests of a service to a new version.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        ...proposalFields,
        namespace: z => z.string().describe('Where the service runs'),
        service: z => z.string().describe('Name of the service'),
        version: z =>
          z
            .string()
            .describe('The new version, by the version label of its pods'),
        weight: z =>
          z
            .number()
            .int()
            .min(1)
            .max(99)
            .optional()
            .describe(
              `Of a hundred requests, how many the new version takes; ${SMALL_SHARE} when left out`,
            ),
        route: z =>
          z
            .string()
            .optional()
            .describe(
              'Name or position (from 0) of the one routing rule to change; every default rule when left out',
            ),
      },
      output: proposalOutput,
    },
    async handler(ctx) {
      const { namespace, service, version, weight, route, ...rest } = ctx.input;
      const { timeoutSeconds, ...request } = rest;
      await proposeChange(
        client,
        ctx,
        {
          ...request,
          template: 'canary-start',
          parameters: {
            namespace,
            service,
            version,
            weight: weight ?? SMALL_SHARE,
            ...(route && { route }),
          },
        },
        { nameOf: parameter => parameter, timeoutSeconds },
      );
    },
  });
}
