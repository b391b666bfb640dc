import { InputError } from '@backstage/errors';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import {
  createTemplateAction,
  getRepoSourceDirectory,
  initRepoAndPush,
} from '@backstage/plugin-scaffolder-node';
import { blobIds } from '../repository/blobIds';
import { GiteaRepository } from '../repository/GiteaRepository';
import { examples } from './repository.examples';

const BRANCH = 'main';

const isSame = (
  one: ReadonlyMap<string, string>,
  other: ReadonlyMap<string, string> | undefined,
) =>
  other !== undefined &&
  one.size === other.size &&
  [...one].every(([path, id]) => other.get(path) === id);

/** `service-mesh:repository`: goes on with the repository of a run that was broken off. */
export function createRepositoryAction(integrations: ScmIntegrationRegistry) {
  return createTemplateAction({
    id: 'service-mesh:repository',
    description:
      'Looks whether a repository of Gitea is there from an earlier run of the template. One with the same files is taken as it is, an empty one gets them, one with other files is refused.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        repoUrl: z =>
          z
            .string()
            .describe(
              'The repository, such as git.example.com?owner=shop&repo=returns',
            ),
        sourcePath: z =>
          z
            .string()
            .optional()
            .describe('Folder of the workspace that is its root'),
      },
      output: {
        exists: z =>
          z
            .boolean()
            .describe('It holds the files; publish it where it does not'),
        remoteUrl: z => z.string().describe('Address for Git'),
        repoContentsUrl: z =>
          z.string().describe('Root of its files, for catalog:register'),
      },
    },
    async handler(ctx) {
      const { repoUrl, sourcePath } = ctx.input;
      const repository = GiteaRepository.at(repoUrl, integrations);
      const { fullName, remoteUrl, credentials } = repository;
      const folder = getRepoSourceDirectory(ctx.workspacePath, sourcePath);
      const facts = await repository.facts(ctx.signal);
      const branch = facts && !facts.isEmpty ? facts.branch : BRANCH;
      if (facts && !facts.isEmpty) {
        const files = await repository.files(branch, ctx.signal);
        if (!isSame(await blobIds(folder), files)) {
          throw new InputError(
            `repoUrl: The repository ${fullName} is there already with other files. Choose another name, or answer as in the run that made it.`,
          );
        }
        ctx.logger.info(`The repository ${fullName} is there already.`);
      }
      if (facts?.isEmpty && !ctx.isDryRun) {
        ctx.logger.info(
          `The repository ${fullName} is empty. It gets its files.`,
        );
        await initRepoAndPush({
          dir: folder,
          remoteUrl,
          auth: credentials,
          logger: ctx.logger,
          defaultBranch: branch,
          commitMessage: 'Initial commit',
        });
      }
      ctx.output('exists', facts !== undefined);
      ctx.output('remoteUrl', remoteUrl);
      ctx.output('repoContentsUrl', repository.contentsUrl(branch));
    },
  });
}
