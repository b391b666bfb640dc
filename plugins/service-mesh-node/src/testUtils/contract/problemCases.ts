import type { Cases } from './Cases';
import { expectRefusal } from './expectRefusal';
import { propose, proposed } from './proposal';

export function problemCases(cases: Cases): void {
  cases.add('says that the credentials are not accepted', async given => {
    const { withWrongToken, base, start } = given;
    for (const asked of [
      withWrongToken.defaultBranch(),
      withWrongToken.head(base),
      withWrongToken.ensureBranch('mesh/branch', start),
    ]) {
      const error = await expectRefusal(given, asked, 'unauthorized');
      expect(error.isTransient).toBe(false);
    }
  });

  cases.add('says that there is no such repository', async given => {
    const { missing, base, start } = given;
    for (const asked of [
      missing.defaultBranch(),
      missing.head(base),
      missing.tree(start),
      missing.read(start, ['config/app.yaml']),
      missing.contains(start, start),
      missing.ensureBranch('mesh/branch', start),
      missing.deleteBranch('mesh/branch', start),
      missing.findPullRequest('mesh/branch', base),
      missing.pullRequest(1),
      missing.reviews(1),
      missing.checks(start),
    ]) {
      await expectRefusal(given, asked, 'not-found');
    }
  });

  cases.add(
    'says that the repository has another address',
    async given => {
      const { repository, person, base, start } = given;
      await person.rename();
      for (const asked of [
        repository.defaultBranch(),
        repository.head(base),
        repository.ensureBranch('mesh/branch', start),
      ]) {
        const error = await expectRefusal(given, asked, 'repository-moved');
        expect(error.isTransient).toBe(false);
      }
    },
    'rename',
  );

  cases.add(
    'says how long to wait when there were too many requests',
    async given => {
      const { repository, base, start, fail } = given;
      await fail({
        operation: 'create-branch',
        effect: 'rate-limit',
        retryAfter: 7,
      });
      const error = await expectRefusal(
        given,
        repository.ensureBranch('mesh/branch', start),
        'rate-limited',
      );
      expect(error).toMatchObject({ isTransient: true, retryAfter: 7000 });
      expect(await repository.ensureBranch('mesh/branch', start)).toBe(start);
      expect(await repository.head(base)).toBe(start);
    },
    'faults',
  );

  cases.add(
    'says that the host does not answer, and goes on after',
    async given => {
      const { repository, base, start, fail } = given;
      await fail({
        operation: 'read-branch',
        effect: 'bad-gateway',
        times: 8,
      });
      const error = await expectRefusal(
        given,
        repository.head(base),
        'unreachable',
      );
      expect(error.isTransient).toBe(true);
      let head: string | undefined;
      for (let tries = 0; tries < 20 && head === undefined; tries++) {
        head = await repository.head(base).catch(() => undefined);
      }
      expect(head).toBe(start);
    },
    'faults',
  );

  cases.add(
    'says that a permission is missing, and loses nothing',
    async given => {
      const { repository, person, base, fail } = given;
      const { branch, commit } = await propose(given);
      await fail({ operation: 'open-pull-request', effect: 'forbidden' });
      const request = { title: 'One', body: '', head: branch, base };
      const error = await expectRefusal(
        given,
        repository.openPullRequest(request),
        'forbidden',
      );
      expect(error.isTransient).toBe(false);
      expect(await person.pullRequests(branch)).toEqual([]);
      expect(await repository.head(branch)).toBe(commit);
      await repository.openPullRequest(request);
      expect(await person.pullRequests(branch)).toHaveLength(1);
    },
    'faults',
  );

  cases.add('answers nothing else to garbage', async given => {
    const { repository, base, start } = given;
    const { pull } = await proposed(given);
    const refused = ['refused', 'not-found'] as const;
    for (const asked of [
      repository.tree('main; rm -rf'),
      repository.read('../..', ['config/app.yaml']),
      repository.ensureBranch('mesh/branch', '--all'),
      repository.setCheck('no commit', { name: 'mesh', state: 'pending' }),
      repository.pullRequest(-1),
      repository.reviews(987_654),
      repository.updatePullRequest(987_654, { title: 'None' }),
      repository.merge(987_654, start),
      repository.openPullRequest({
        title: 'None',
        body: '',
        head: 'mesh/none',
        base,
      }),
    ]) {
      await expectRefusal(given, asked, ...refused);
    }
    expect((await repository.pullRequest(pull.number)).state).toBe('open');
  });
}
