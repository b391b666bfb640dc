import type { Cases } from './Cases';
import { expectRefusal } from './expectRefusal';
import { decided, proposed } from './proposal';

export function mergeCases(cases: Cases): void {
  cases.add('merges what was expected, once', async given => {
    const { repository, git, base, start } = given;
    const { commit, pull } = await proposed(given);
    await decided(given, pull.number, 'yes');
    await repository.merge(pull.number, commit);
    const head = await repository.head(base);
    await repository.merge(pull.number, commit);
    expect(await repository.head(base)).toBe(head);
    const merged = await repository.pullRequest(pull.number);
    expect(merged).toMatchObject({
      state: 'merged',
      headSha: commit,
      mergeSha: head,
    });
    expect(merged.mergedBy).toBeTruthy();
    expect(Date.parse(merged.mergedAt ?? '')).not.toBeNaN();
    expect(await repository.contains(head ?? '', start)).toBe(true);
    expect(await git.show(base, 'config/app.yaml')).toContain('replicas: 2');
    await repository.closePullRequest(pull.number);
    expect((await repository.pullRequest(pull.number)).state).toBe('merged');
  });

  cases.add('merges nothing that a person changed since', async given => {
    const { repository, git, base, start } = given;
    const { branch, commit, pull } = await proposed(given);
    await git.commit(branch, [{ path: 'theirs.yaml', content: 'by: hand\n' }]);
    await decided(given, pull.number, 'yes');
    await expectRefusal(
      given,
      repository.merge(pull.number, commit),
      'branch-moved',
    );
    expect(await repository.head(base)).toBe(start);
    expect((await repository.pullRequest(pull.number)).state).toBe('open');
  });

  cases.add('merges nothing that is in conflict', async given => {
    const { repository, git, base } = given;
    const { commit, pull } = await proposed(given);
    const theirs = await git.commit(base, [
      { path: 'config/app.yaml', content: 'name: app\nreplicas: 9\n' },
    ]);
    await decided(given, pull.number, 'no');
    await expectRefusal(
      given,
      repository.merge(pull.number, commit),
      'not-mergeable',
    );
    expect(await repository.head(base)).toBe(theirs);
  });

  cases.add('merges nothing that was closed', async given => {
    const { repository, base, start } = given;
    const { commit, pull } = await proposed(given);
    await repository.closePullRequest(pull.number);
    await expectRefusal(
      given,
      repository.merge(pull.number, commit),
      'not-mergeable',
    );
    expect(await repository.head(base)).toBe(start);
  });

  for (const style of ['squash', 'rebase'] as const) {
    cases.add(`knows the commit of a ${style} by a person`, async given => {
      const { repository, git, person, base } = given;
      const { branch, commit, pull } = await proposed(given);
      await git.commit(base, [{ path: 'meanwhile.txt', content: 'm\n' }]);
      await decided(given, pull.number, 'yes');
      await person.merge(pull.number, style);
      const head = await repository.head(base);
      const merged = await repository.findPullRequest(branch, base);
      expect(merged).toMatchObject({
        number: pull.number,
        state: 'merged',
        mergeSha: head,
      });
      expect(merged?.mergeSha).not.toBe(commit);
      expect(await repository.contains(head ?? '', commit)).toBe(false);
      expect(await git.show(base, 'config/app.yaml')).toContain('replicas: 2');
    });
  }

  cases.add('knows a merged one when its branch is gone', async given => {
    const { repository, person, base } = given;
    const { branch, commit, pull } = await proposed(given);
    await decided(given, pull.number, 'yes');
    await person.merge(pull.number, 'merge');
    await repository.deleteBranch(branch, commit);
    expect(await repository.head(branch)).toBeUndefined();
    expect(await repository.findPullRequest(branch, base)).toMatchObject({
      number: pull.number,
      head: branch,
      state: 'merged',
      mergeSha: await repository.head(base),
    });
  });
}
