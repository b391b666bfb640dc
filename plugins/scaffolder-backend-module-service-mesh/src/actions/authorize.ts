import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { proposalFields, proposalOutput } from '../changes/changeFields';
import { proposeChange } from '../changes/proposeChange';
import type { FieldName } from '../changes/refuse';
import type { MeshClient } from '../client/MeshClient';
import { examples } from './authorize.examples';

/** Fields of the step, for parameters of the change template. */
const fieldOf: FieldName = parameter =>
  parameter
    .replace(/^callers\[0\]/, 'from')
    .replace(/^(namespace|service)$/, 'to.$1');

/** `service-mesh:authorize`: lets one service call another. */
export function createAuthorizeAction(client: MeshClient) {
  return createTemplateAction({
    id: 'service-mesh:authorize',
    description:
      'Proposes to let one service call another, with the methods and paths it needs.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        ...proposalFields,
        from: z =>
          z
            .object({
              namespace: z.string().describe('Where the caller runs'),
              serviceAccount: z
                .string()
                .optional()
                .describe(
                  'Account that its pods run as; left out, everybody in the namespace',
                ),
            })
            .strict()
            .describe('Who shall be able to call'),
        to: z =>
          z
            .object({
              namespace: z.string().describe('Where the service runs'),
              service: z.string().describe('Name of the service'),
            })
            .strict()
            .describe('The service that is called'),
        methods: z =>
          z
            .array(z.string())
            .optional()
            .describe('HTTP methods; all when left out'),
        paths: z =>
          z
            .array(z.string())
            .optional()
            .describe(
              'Paths such as /orders, or /orders/* for all below it; all when left out',
            ),
        ports: z =>
          z
            .array(z.number().int().min(1).max(65535))
            .optional()
            .describe('Ports of the service; all when left out'),
        keep: z =>
          z
            .array(
              z
                .object({
                  namespace: z.string(),
                  serviceAccount: z.string().optional(),
                })
                .strict(),
            )
            .optional()
            .describe(
              'Who calls the service today and shall go on doing so, where it has no list of callers yet',
            ),
      },
      output: proposalOutput,
    },
    async handler(ctx) {
      const { from, to, methods, paths, ports, keep, ...rest } = ctx.input;
      const { timeoutSeconds, ...request } = rest;
      const isGiven = ([, list]: [string, unknown[] | undefined]) =>
        list !== undefined && list.length > 0;
      await proposeChange(
        client,
        ctx,
        {
          ...request,
          template: 'allow-caller',
          parameters: {
            ...to,
            callers: [from],
            ...Object.fromEntries(
              Object.entries({ methods, paths, ports, keep }).filter(isGiven),
            ),
          },
        },
        { nameOf: fieldOf, timeoutSeconds },
      );
    },
  });
}
