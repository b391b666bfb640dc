import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { environmentField } from '../changes/changeFields';
import { logPreview } from '../changes/logPreview';
import { refuseUnrenderable, underParameters } from '../changes/refuse';
import type { MeshClient } from '../client/MeshClient';
import { writeFiles } from '../workspace/writeFiles';
import { examples } from './render.examples';

/** `service-mesh:render`: writes what a change would be into the workspace. */
export function createRenderAction(client: MeshClient) {
  return createTemplateAction({
    id: 'service-mesh:render',
    description:
      'Writes the files of a change of the mesh into the workspace, where other actions may publish them. It proposes nothing.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        ...environmentField,
        template: z => z.string().min(1).describe('Id of the change template'),
        parameters: z =>
          z
            .record(z.unknown())
            .describe('Parameters of the change template, by its schema'),
        targetPath: z =>
          z
            .string()
            .optional()
            .describe(
              'Folder of the workspace that stands for the root of the repository; the workspace itself when left out',
            ),
      },
      output: {
        title: z => z.string().describe('The change in one line'),
        files: z =>
          z
            .array(
              z.object({
                path: z.string(),
                change: z.enum(['added', 'changed', 'removed']),
              }),
            )
            .describe('Files that were written or removed, by path'),
      },
    },
    async handler(ctx) {
      const { targetPath = '.', ...wanted } = ctx.input;
      const preview = await client.preview(wanted, ctx);
      refuseUnrenderable(preview, underParameters);
      logPreview(preview, ctx.logger);
      await writeFiles(preview.files, ctx.workspacePath, targetPath);
      ctx.output('title', preview.title);
      ctx.output(
        'files',
        Array.from(preview.files, ({ path, change }) => ({ path, change })),
      );
    },
  });
}
