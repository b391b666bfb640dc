import type { Cases } from './Cases';
import { expectRefusal } from './expectRefusal';
import { decided, propose, proposed } from './proposal';

const BODY = [
  '## Zwei statt einer ✓ 🚦',
  '',
  '| route | before | after |',
  '|---|---:|---:|',
  '| `app` | 90 % | 10 % |',
  '',
  '<details><summary>diff</summary>',
  '',
  '```diff',
  '-replicas: 1',
  '+replicas: 2',
  '```',
  '</details>',
  '<!-- mesh-intent:eyJ2IjoxfQ== -->',
].join('\n');

export function pullRequestCases(cases: Cases): void {
  cases.add('opens a pull request', async given => {
    const { repository, base } = given;
    const { branch, commit, pull, warnings } = await proposed(given, {
      title: 'Two "replicas" of <app> & more: größe',
      body: BODY,
    });
    expect(pull).toMatchObject({
      title: 'Two "replicas" of <app> & more: größe',
      body: BODY,
      state: 'open',
      draft: false,
      head: branch,
      headSha: commit,
      base,
      labels: [],
    });
    expect(pull.url).toContain(String(pull.number));
    expect(pull.mergeSha).toBeUndefined();
    expect(warnings).toEqual([]);
    expect(await repository.pullRequest(pull.number)).toMatchObject({
      number: pull.number,
      body: BODY,
    });
    expect(await repository.findPullRequest(branch, base)).toMatchObject({
      number: pull.number,
      state: 'open',
    });
  });

  cases.add('finds none where there is none', async given => {
    const { repository, base, start } = given;
    const { branch } = await proposed(given);
    await repository.ensureBranch('release', start);
    expect(await repository.findPullRequest('mesh/no', base)).toBeUndefined();
    expect(await repository.findPullRequest(branch, 'release')).toBeUndefined();
    await expectRefusal(given, repository.pullRequest(987_654), 'not-found');
  });

  cases.add('adopts the open one of the same branches', async given => {
    const { repository, person, base } = given;
    const { branch, pull } = await proposed(given);
    const again = await repository.openPullRequest({
      title: 'Three replicas of app',
      body: 'Because two are not enough.',
      labels: ['mesh'],
      head: branch,
      base,
    });
    expect(again.pullRequest).toMatchObject({
      number: pull.number,
      title: 'Three replicas of app',
      body: 'Because two are not enough.',
      labels: ['mesh'],
    });
    expect(await person.pullRequests(branch)).toEqual([pull.number]);
  });

  cases.add('opens one for two who ask at once', async given => {
    const { repository, person, base } = given;
    const { branch } = await propose(given);
    const request = { title: 'One', body: 'Only one.', head: branch, base };
    const opened = await Promise.all([
      repository.openPullRequest(request),
      repository.openPullRequest(request),
    ]);
    const numbers = opened.map(({ pullRequest }) => pullRequest.number);
    expect(new Set(numbers).size).toBe(1);
    expect(await person.pullRequests(branch)).toEqual([numbers[0]]);
  });

  cases.add('refuses one that would change nothing', async given => {
    const { repository, person, base, start } = given;
    await repository.ensureBranch('mesh/same', start);
    await expectRefusal(
      given,
      repository.openPullRequest({
        title: 'Nothing',
        body: '',
        head: 'mesh/same',
        base,
      }),
      'refused',
    );
    expect(await person.pullRequests('mesh/same')).toEqual([]);
  });

  cases.add('edits title and body and nothing else', async given => {
    const { repository } = given;
    const { commit, pull } = await proposed(given, { labels: ['mesh'] });
    const content = { title: 'Other words', body: `${BODY}\n\nMore.` };
    for (const _ of [1, 2]) {
      const { pullRequest } = await repository.updatePullRequest(
        pull.number,
        content,
      );
      expect(pullRequest).toMatchObject({
        ...content,
        number: pull.number,
        headSha: commit,
        labels: ['mesh'],
        draft: false,
      });
    }
    const { pullRequest: emptied } = await repository.updatePullRequest(
      pull.number,
      { body: '' },
    );
    expect(emptied).toMatchObject({ title: 'Other words', body: '' });
  });

  cases.add('keeps a draft a draft until told otherwise', async given => {
    const { repository } = given;
    const { pull } = await proposed(given, { title: 'Words', draft: true });
    expect(pull).toMatchObject({ title: 'Words', draft: true });
    const { number } = pull;
    const edited = await repository.updatePullRequest(number, {
      title: 'Better words',
    });
    expect(edited.pullRequest).toMatchObject({
      title: 'Better words',
      draft: true,
    });
    const ready = await repository.updatePullRequest(number, { draft: false });
    expect(ready.pullRequest).toMatchObject({
      title: 'Better words',
      draft: false,
    });
    const again = await repository.updatePullRequest(number, { draft: true });
    expect(again.pullRequest).toMatchObject({
      title: 'Better words',
      draft: true,
    });
  });

  cases.add('sets labels, makes them once, keeps the others', async given => {
    const { repository, person } = given;
    const first = await proposed(given, { labels: ['mesh', 'größe: ✓'] });
    expect([...first.pull.labels].sort()).toEqual(['größe: ✓', 'mesh']);
    const { pullRequest } = await repository.updatePullRequest(
      first.pull.number,
      { labels: ['mesh', 'production'] },
    );
    expect([...pullRequest.labels].sort()).toEqual([
      'größe: ✓',
      'mesh',
      'production',
    ]);
    await proposed(given, { branch: 'mesh/second', labels: ['mesh'] });
    const names = await person.labels();
    expect(names.filter(name => name === 'mesh')).toHaveLength(1);
  });

  cases.add('tells which reviewers were refused', async given => {
    const { base } = given;
    const { pull, warnings } = await proposed(given, {
      reviewers: ['nobody-of-this-name', 'no-org/no-team'],
    });
    expect(pull).toMatchObject({ state: 'open', base });
    expect(warnings.join('\n')).toContain('nobody-of-this-name');
    expect(warnings.join('\n')).toContain('no-org/no-team');
  });

  cases.add('takes a body as long as it says', async given => {
    const { repository } = given;
    const { pull } = await proposed(given);
    const body = `${'0123456789\n'.repeat(repository.maxBodyLength / 11)}end`;
    const long = body.slice(0, repository.maxBodyLength);
    const { pullRequest } = await repository.updatePullRequest(pull.number, {
      body: long,
    });
    expect(pullRequest.body.trimEnd()).toBe(long.trimEnd());
  });

  cases.add('follows the commits of people', async given => {
    const { repository, git } = given;
    const { branch, pull } = await proposed(given);
    const theirs = await git.commit(branch, [
      { path: 'theirs.yaml', content: 'by: hand\n' },
    ]);
    for (let tries = 0; tries < 50; tries++) {
      if ((await repository.pullRequest(pull.number)).headSha === theirs) {
        break;
      }
      await new Promise(resolve => setTimeout(resolve, 200));
    }
    expect(await repository.pullRequest(pull.number)).toMatchObject({
      state: 'open',
      headSha: theirs,
    });
  });

  cases.add('says whether it can be merged', async given => {
    const { git, base } = given;
    const { pull } = await proposed(given);
    expect(await decided(given, pull.number, 'yes')).toMatchObject({
      state: 'open',
    });
    await git.commit(base, [
      { path: 'config/app.yaml', content: 'name: app\nreplicas: 9\n' },
    ]);
    expect(await decided(given, pull.number, 'no')).toMatchObject({
      state: 'open',
    });
  });

  cases.add('leaves closed what was closed', async given => {
    const { repository, person, base } = given;
    const { branch, pull } = await proposed(given);
    await repository.closePullRequest(pull.number);
    await repository.closePullRequest(pull.number);
    const closed = await repository.findPullRequest(branch, base);
    expect(closed).toMatchObject({ number: pull.number, state: 'closed' });
    expect(Date.parse(closed?.closedAt ?? '')).not.toBeNaN();
    expect(closed?.mergeSha).toBeUndefined();

    const { pullRequest: second } = await repository.openPullRequest({
      title: 'Proposed again',
      body: '',
      head: branch,
      base,
    });
    expect(second.number).toBeGreaterThan(pull.number);
    expect(await repository.findPullRequest(branch, base)).toMatchObject({
      number: second.number,
    });
    await repository.closePullRequest(second.number);
    expect(await repository.findPullRequest(branch, base)).toMatchObject({
      number: second.number,
      state: 'closed',
    });
    expect((await repository.pullRequest(pull.number)).state).toBe('closed');
    expect(await person.pullRequests(branch)).toHaveLength(2);
  });
}
