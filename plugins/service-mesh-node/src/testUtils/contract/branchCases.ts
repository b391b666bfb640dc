import type { Cases } from './Cases';
import { expectRefusal } from './expectRefusal';
import { propose } from './proposal';

const ODD_NAMES = [
  'mesh/production/shop-app/weights-0123456789',
  'mesh/a+b&c=d/e%20f#1',
  'mesh/größe/日本',
  "it's.a-branch_!",
];
const BAD_NAMES = ['', '-x', 'a..b', 'a b', 'a~1', 'a//b', 'x.lock', 'a\nb'];

export function branchCases(cases: Cases): void {
  cases.add('makes a branch once and leaves it where it is', async given => {
    const { repository, git, base, start } = given;
    expect(await repository.ensureBranch('one', start)).toBe(start);
    expect(await repository.ensureBranch('one', start)).toBe(start);
    const next = await git.commit(base, [{ path: 'a.txt', content: 'a\n' }]);
    expect(await repository.ensureBranch('one', next)).toBe(start);
    expect(await repository.head('one')).toBe(start);
  });

  cases.add('makes one branch for two who ask at once', async given => {
    const { repository, git, start } = given;
    const heads = await Promise.all(
      [1, 2, 3].map(() => repository.ensureBranch('shared', start)),
    );
    expect(heads).toEqual([start, start, start]);
    const names = await git.branches();
    expect(names.filter(name => name === 'shared')).toHaveLength(1);
  });

  cases.add('takes odd names of branches', async given => {
    const { repository, git } = given;
    for (const branch of ODD_NAMES) {
      const { commit } = await propose(given, { branch });
      expect(await repository.head(branch)).toBe(commit);
    }
    expect(await git.branches()).toEqual(expect.arrayContaining(ODD_NAMES));
    for (const branch of ODD_NAMES) {
      const head = await repository.head(branch);
      await repository.deleteBranch(branch, head ?? '');
      expect(await repository.head(branch)).toBeUndefined();
    }
  });

  cases.add('refuses names that Git has not', async given => {
    const { repository, git, base, start } = given;
    for (const name of BAD_NAMES) {
      await expectRefusal(
        given,
        repository.ensureBranch(name, start),
        'refused',
      );
    }
    expect(await git.branches()).toEqual([base]);
  });

  cases.add('refuses a branch at a commit that is not there', async given => {
    const { repository } = given;
    await expectRefusal(
      given,
      repository.ensureBranch('nowhere', 'a'.repeat(40)),
      'refused',
      'not-found',
    );
    expect(await repository.head('nowhere')).toBeUndefined();
  });

  cases.add('removes a branch only where it was expected', async given => {
    const { repository, git } = given;
    const { branch, commit } = await propose(given);
    const theirs = await git.commit(branch, [
      { path: 'theirs.yaml', content: 'by: hand\n' },
    ]);
    await expectRefusal(
      given,
      repository.deleteBranch(branch, commit),
      'branch-moved',
    );
    expect(await repository.head(branch)).toBe(theirs);
    await repository.deleteBranch(branch, theirs);
    expect(await repository.head(branch)).toBeUndefined();
    await repository.deleteBranch(branch, theirs);
    expect(await git.branches()).not.toContain(branch);
  });
}
