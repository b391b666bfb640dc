import { InputError } from '@backstage/errors';
import { acceptanceOf } from '@ecotrack/mesh-engine';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { checkFiles } from '../check/checkFiles';
import { counted, inWords, SEVERITIES } from '../check/inWords';
import { readWorkspace } from '../workspace/readWorkspace';
import { examples } from './check.examples';

/** `service-mesh:check`: looks for mistakes in the Istio resources of the workspace. */
export function createCheckAction() {
  return createTemplateAction({
    id: 'service-mesh:check',
    description:
      'Checks the Istio resources in files of the workspace and prints what is wrong and not accepted, with file and line. It fails the run on errors.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        paths: z =>
          z
            .array(z.string().min(1))
            .min(1)
            .optional()
            .describe(
              'Files and folders of the workspace; all of it when left out',
            ),
        failOn: z =>
          z
            .enum(SEVERITIES)
            .optional()
            .describe('Least severity that fails the run; error when left out'),
      },
      output: {
        findings: z =>
          z
            .array(
              z.object({
                code: z.string(),
                severity: z.enum(SEVERITIES),
                file: z.string().optional(),
                line: z.number().optional(),
                message: z.string(),
                fix: z.string(),
              }),
            )
            .describe('What was found, by file and line'),
      },
    },
    async handler(ctx) {
      const { paths = ['.'], failOn = 'error' } = ctx.input;
      const source = readWorkspace(ctx.workspacePath, paths);
      const now = new Date();
      const findings = checkFiles(source).filter(
        finding => !acceptanceOf(finding, now).isAccepted,
      );
      for (const finding of findings) {
        const { severity } = finding;
        ctx.logger[severity === 'warning' ? 'warn' : severity](
          inWords(finding),
        );
      }
      ctx.output(
        'findings',
        findings.map(({ code, severity, origin, message, fix }) => ({
          code,
          severity,
          file: origin?.file,
          line: origin?.line,
          message,
          fix,
        })),
      );
      const files = counted(source.paths.length, 'file');
      const failing = findings.filter(
        ({ severity }) =>
          SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(failOn),
      );
      if (failing.length > 0) {
        throw new InputError(
          `${counted(
            failing.length,
            'finding',
          )} in ${files} (failOn: ${failOn}):\n${failing
            .map(inWords)
            .join('\n')}`,
        );
      }
      ctx.logger.info(
        `${counted(
          findings.length,
          'finding',
        )} in ${files}, none that fails the run.`,
      );
    },
  });
}
