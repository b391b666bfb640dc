import { RepositoryError } from '../../repositories/RepositoryError';
import type { CommitRequest } from '../../repositories/types';
import type { Cases, Given } from './Cases';
import { EDITED, propose, proposed, shas } from './proposal';

const BRANCH = 'mesh/production/shop-app/weights';

/** As the outbox does: again after an answer that says that it may pass. */
async function untilDone<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 0; tries < 20; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof RepositoryError && error.isTransient)) {
        throw error;
      }
      await new Promise(resolve => setTimeout(resolve, 200));
    }
  }
  return attempt();
}

async function edit({ repository, start }: Given): Promise<CommitRequest> {
  await repository.ensureBranch(BRANCH, start);
  const known = await shas(repository, start);
  return {
    branch: BRANCH,
    expectedHead: start,
    message: 'Two replicas of app',
    files: [
      {
        path: 'config/app.yaml',
        content: EDITED,
        previousSha: known.get('config/app.yaml'),
      },
      {
        path: 'config/other.yaml',
        previousSha: known.get('config/other.yaml'),
      },
    ],
  };
}

export function repetitionCases(cases: Cases): void {
  cases.add('gives the same commit when asked again', async given => {
    const { repository, git, start } = given;
    const request = await edit(given);
    const commit = await repository.commit(request);
    expect(await repository.commit(request)).toBe(commit);
    expect(await git.commitsSince(BRANCH, start)).toEqual([commit]);
  });

  cases.add('makes one commit for two who ask at once', async given => {
    const { repository, git, start } = given;
    const request = await edit(given);
    const commits = await Promise.all([
      untilDone(() => repository.commit(request)),
      untilDone(() => repository.commit(request)),
    ]);
    expect(commits[0]).toBe(commits[1]);
    expect(await git.commitsSince(BRANCH, start)).toEqual([commits[0]]);
  });

  for (const effect of ['lost-response', 'bad-gateway'] as const) {
    cases.add(
      `makes one branch after ${effect}`,
      async given => {
        const { repository, git, base, start, fail } = given;
        await fail({ operation: 'create-branch', effect });
        const head = await untilDone(() =>
          repository.ensureBranch(BRANCH, start),
        );
        expect(head).toBe(start);
        expect((await git.branches()).sort()).toEqual([base, BRANCH].sort());
      },
      'faults',
    );

    cases.add(
      `makes one commit after ${effect}`,
      async given => {
        const { repository, git, start, fail } = given;
        const request = await edit(given);
        await fail({ operation: 'commit', effect });
        const commit = await untilDone(() => repository.commit(request));
        expect(await git.commitsSince(BRANCH, start)).toEqual([commit]);
        expect(await git.show(BRANCH, 'config/app.yaml')).toBe(EDITED);
      },
      'faults',
    );

    cases.add(
      `opens one pull request after ${effect}`,
      async given => {
        const { repository, person, base, fail } = given;
        const { branch } = await propose(given);
        await fail({ operation: 'open-pull-request', effect });
        const { pullRequest } = await untilDone(() =>
          repository.openPullRequest({
            title: 'One',
            body: 'Only one.',
            labels: ['mesh'],
            head: branch,
            base,
          }),
        );
        expect(pullRequest).toMatchObject({ title: 'One', labels: ['mesh'] });
        expect(await person.pullRequests(branch)).toEqual([pullRequest.number]);
      },
      'faults',
    );

    cases.add(
      `writes one comment after ${effect}`,
      async given => {
        const { repository, person, base, fail } = given;
        const { branch } = await propose(given);
        const { pullRequest } = await repository.openPullRequest({
          title: 'One',
          body: '',
          head: branch,
          base,
        });
        await fail({ operation: 'comment', effect });
        await untilDone(() =>
          repository.comment(pullRequest.number, 'mesh', 'Hello.'),
        );
        expect(await person.comments(pullRequest.number)).toHaveLength(1);
      },
      'faults',
    );
  }

  for (const isLost of [true, false]) {
    cases.add(
      `opens one pull request that is shown late, ${
        isLost ? 'without' : 'with'
      } an answer`,
      async given => {
        const { repository, person, base, fail } = given;
        const { branch } = await propose(given);
        await fail({
          operation: 'list-pull-requests',
          effect: 'delayed-visibility',
        });
        if (isLost) {
          await fail({
            operation: 'open-pull-request',
            effect: 'lost-response',
          });
        }
        const request = {
          title: 'One',
          body: '',
          labels: ['mesh'],
          head: branch,
          base,
        };
        const { pullRequest, warnings } = await untilDone(() =>
          repository.openPullRequest(request),
        );
        expect(pullRequest.labels).toEqual(['mesh']);
        expect(warnings).toEqual([]);
        expect(await person.pullRequests(branch)).toEqual([pullRequest.number]);
      },
      'faults',
    );
  }

  cases.add(
    'makes one label after lost-response',
    async given => {
      const { person, fail } = given;
      await fail({ operation: 'create-label', effect: 'lost-response' });
      const { pull, warnings } = await proposed(given, { labels: ['mesh'] });
      expect(pull.labels).toEqual(['mesh']);
      expect(warnings).toEqual([]);
      expect(await person.labels()).toEqual(['mesh']);
    },
    'faults',
  );

  cases.add('makes one label for two who ask at once', async given => {
    const pulls = await Promise.all(
      ['mesh/one', 'mesh/two'].map(branch =>
        proposed(given, { branch, labels: ['new'] }),
      ),
    );
    expect(pulls.map(({ pull }) => pull.labels)).toEqual([['new'], ['new']]);
    const names = await given.person.labels();
    expect(names.filter(name => name === 'new')).toHaveLength(1);
  });
}
