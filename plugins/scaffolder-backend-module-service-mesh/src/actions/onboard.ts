import { InputError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { addDeclared } from '../catalog/addDeclared';
import { proposalFields, proposalOutput } from '../changes/changeFields';
import { proposeChange } from '../changes/proposeChange';
import { withoutEmptyLists } from '../changes/withoutEmptyLists';
import type { MeshClient } from '../client/MeshClient';
import { examples } from './onboard.examples';
import { onboardFields } from './onboard.fields';

/** `service-mesh:onboard`: takes one service into the mesh with everything that it needs. */
export function createOnboardAction(
  client: MeshClient,
  catalog: CatalogService,
) {
  return createTemplateAction({
    id: 'service-mesh:onboard',
    description:
      'Proposes to take a service into the mesh: identity, encryption, callers, dependencies, routes and alerts.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        ...proposalFields,
        ...onboardFields,
        entityRef: z =>
          z
            .string()
            .optional()
            .describe(
              'Entity of the catalog; what it declares to call, and who declares to call it, is added to what is given',
            ),
        check: z =>
          z
            .boolean()
            .optional()
            .describe('Only check and refuse; nothing is proposed'),
        isNew: z =>
          z
            .boolean()
            .optional()
            .describe('Refuse a service that the environment has already'),
      },
      output: proposalOutput,
    },
    async handler(ctx) {
      const {
        environment,
        reason,
        expiresAt,
        acknowledgeUnknown,
        draft,
        timeoutSeconds,
        entityRef,
        check,
        isNew,
        ...given
      } = ctx.input;
      if (isNew && (await client.hasService(environment, given, ctx))) {
        throw new InputError(
          `service: ${given.service} is in namespace ${given.namespace} of ${environment} already. Choose another name, or take the one that is there into the mesh.`,
        );
      }
      const { parameters, nameOf } = await addDeclared(
        { client, catalog },
        ctx,
        { environment, entityRef, given: withoutEmptyLists(given) },
      );
      await proposeChange(
        client,
        ctx,
        {
          environment,
          reason,
          expiresAt,
          acknowledgeUnknown,
          draft,
          template: 'onboard-service',
          parameters,
        },
        { nameOf, timeoutSeconds, isCheck: check },
      );
    },
  });
}
