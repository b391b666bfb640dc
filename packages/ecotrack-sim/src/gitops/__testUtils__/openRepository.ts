import type { Clock } from '../../clock/clock';
import { Forge } from '../../forge/model';
import { seed } from '../../forge/seed';

const AUTHOR = { name: 'Sam', email: 'sam@example.com' };

/** The repository that a forge starts with, where a test commits. */
export async function openRepository(folder: string, clock: Clock) {
  const forge = await Forge.open({ clock });
  await seed(forge, folder);
  const repository = forge.repository('platform/mesh-gitops');

  /** Commits the text of files; null removes a file. */
  const commit = async (
    files: Record<string, string | null>,
    branch = 'main',
  ): Promise<string> => {
    const { sha } = await repository.commitFiles({
      branch,
      files: Object.entries(files).map(([path, text]) => ({
        path,
        ...(text !== null && { content: text }),
      })),
      message: 'A change',
      author: AUTHOR,
      by: 'sam',
    });
    return sha;
  };

  const textOf = async (path: string) =>
    (await repository.files(repository.head('main') ?? '')).get(path) ?? '';

  /** Commits a file with a text in it replaced. */
  const replace = async (path: string, from: string, to: string) =>
    commit({ [path]: (await textOf(path)).replace(from, to) });

  /** Merges a pull request that changes files. Gives the commit that it left on main. */
  const merge = async (files: Record<string, string>) => {
    await repository.createBranch(
      'change',
      repository.head('main') ?? '',
      'sam',
    );
    await commit(files, 'change');
    const { number } = await repository.pulls.create({
      title: 'A change',
      head: 'change',
      base: 'main',
      by: 'sam',
    });
    const { mergeSha } = await repository.pulls.merge(number, {
      method: 'squash',
      by: 'sam',
      author: AUTHOR,
      deleteBranch: true,
    });
    return mergeSha ?? '';
  };

  return { forge, repository, commit, replace, merge, textOf };
}
