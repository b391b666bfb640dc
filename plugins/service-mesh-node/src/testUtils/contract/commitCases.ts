import { SEED, type Cases } from './Cases';
import { expectRefusal } from './expectRefusal';
import { EDITED, propose, shas } from './proposal';

const BRANCH = 'mesh/production/shop-app/weights';
const MESSAGE =
  'Größe of app 🚦\n\nTwo are better.\n\nRequested-by: user:default/sam\nBackstage-Intent: 0123456789';
const NEW_PATH = 'config/neue größe/日本 #1.yaml';
const NEW_TEXT = '# ✓ 🚦\r\nkey: wert\r\nno end';

export function commitCases(cases: Cases): void {
  cases.add('makes one commit of several files', async given => {
    const { repository, git, start } = given;
    await repository.ensureBranch(BRANCH, start);
    const known = await shas(repository, start);
    const commit = await repository.commit({
      branch: BRANCH,
      expectedHead: start,
      message: MESSAGE,
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
        { path: NEW_PATH, content: NEW_TEXT },
        { path: 'config/empty.yaml', content: '' },
      ],
    });
    expect(await repository.head(BRANCH)).toBe(commit);
    expect(await git.commitsSince(BRANCH, start)).toEqual([commit]);
    const tree = await repository.tree(commit);
    const paths = tree.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(['docs/read me.md']));
    expect(paths).not.toContain('config/other.yaml');
    expect(await git.show(BRANCH, 'config/app.yaml')).toBe(EDITED);
    expect(await git.show(BRANCH, NEW_PATH)).toBe(NEW_TEXT);
    expect(await git.show(BRANCH, 'config/empty.yaml')).toBe('');
    expect(await git.git(['log', '-1', '--format=%B', commit])).toBe(MESSAGE);
  });

  cases.add('keeps every byte of a long file', async given => {
    const content = Array.from(
      { length: 20_000 },
      (_, line) => `line-${line}: "✓ ${line * 7}"\n`,
    ).join('');
    const { branch, commit } = await propose(given, { content });
    expect(await given.git.show(branch, 'config/app.yaml')).toBe(content);
    const texts = await given.repository.read(commit, ['config/app.yaml']);
    expect(texts.get('config/app.yaml')).toBe(content);
  });

  cases.add('never writes over the commit of a person', async given => {
    const { repository, git, start } = given;
    const known = await shas(repository, start);
    await repository.ensureBranch(BRANCH, start);
    const theirs = await git.commit(BRANCH, [
      { path: 'config/other.yaml', content: 'name: theirs\n' },
    ]);
    await expectRefusal(
      given,
      repository.commit({
        branch: BRANCH,
        expectedHead: start,
        message: MESSAGE,
        files: [
          {
            path: 'config/app.yaml',
            content: EDITED,
            previousSha: known.get('config/app.yaml'),
          },
        ],
      }),
      'branch-moved',
    );
    expect(await repository.head(BRANCH)).toBe(theirs);
    expect(await git.show(BRANCH, 'config/app.yaml')).toBe(
      SEED['config/app.yaml'],
    );
  });

  cases.add('refuses files that are others than were read', async given => {
    const { repository, start } = given;
    await repository.ensureBranch(BRANCH, start);
    const known = await shas(repository, start);
    for (const file of [
      { path: 'config/app.yaml', content: EDITED },
      {
        path: 'config/app.yaml',
        content: EDITED,
        previousSha: known.get('config/other.yaml'),
      },
      {
        path: 'config/new.yaml',
        content: EDITED,
        previousSha: known.get('config/app.yaml'),
      },
    ]) {
      await expectRefusal(
        given,
        repository.commit({
          branch: BRANCH,
          expectedHead: start,
          message: MESSAGE,
          files: [file],
        }),
        'branch-moved',
      );
    }
    expect(await repository.head(BRANCH)).toBe(start);
  });

  cases.add('refuses a commit that changes nothing', async given => {
    const { repository } = given;
    const { branch, commit } = await propose(given);
    const known = await shas(repository, commit);
    for (const files of [
      [],
      [
        {
          path: 'config/app.yaml',
          content: EDITED,
          previousSha: known.get('config/app.yaml'),
        },
      ],
    ]) {
      await expectRefusal(
        given,
        repository.commit({
          branch,
          expectedHead: commit,
          message: 'Nothing',
          files,
        }),
        'refused',
      );
    }
    expect(await repository.head(branch)).toBe(commit);
  });

  cases.add('refuses paths that leave the repository', async given => {
    const { repository, start } = given;
    await repository.ensureBranch(BRANCH, start);
    for (const path of [
      '../outside.yaml',
      'config/../../outside.yaml',
      '/absolute.yaml',
      '.git/config',
      'config//app.yaml',
      '',
    ]) {
      await expectRefusal(
        given,
        repository.commit({
          branch: BRANCH,
          expectedHead: start,
          message: MESSAGE,
          files: [{ path, content: 'x: 1\n' }],
        }),
        'refused',
      );
    }
    expect(await repository.head(BRANCH)).toBe(start);
  });

  cases.add('writes through no link and into no submodule', async given => {
    const { repository, git, base, start } = given;
    const head = await git.commit(base, [
      { path: 'link', content: 'config/app.yaml', mode: '120000' },
      { path: 'module', content: start, mode: '160000' },
    ]);
    await repository.ensureBranch(BRANCH, head);
    const tree = await repository.tree(head);
    for (const path of ['link', 'module']) {
      await expectRefusal(
        given,
        repository.commit({
          branch: BRANCH,
          expectedHead: head,
          message: MESSAGE,
          files: [
            {
              path,
              content: 'x: 1\n',
              previousSha: tree.find(entry => entry.path === path)?.sha,
            },
          ],
        }),
        'refused',
      );
    }
    expect(await repository.head(BRANCH)).toBe(head);
  });

  cases.add('commits on no branch that is not there', async given => {
    const { repository, start } = given;
    await expectRefusal(
      given,
      repository.commit({
        branch: BRANCH,
        expectedHead: start,
        message: MESSAGE,
        files: [{ path: 'config/new.yaml', content: 'x: 1\n' }],
      }),
      'branch-moved',
      'not-found',
    );
    expect(await repository.head(BRANCH)).toBeUndefined();
  });

  cases.add(
    'says that a branch is protected and leaves it',
    async given => {
      const { repository, person, base, start } = given;
      await person.protect(base);
      await expectRefusal(
        given,
        repository.commit({
          branch: base,
          expectedHead: start,
          message: MESSAGE,
          files: [{ path: 'config/new.yaml', content: 'x: 1\n' }],
        }),
        'protected',
      );
      expect(await repository.head(base)).toBe(start);
    },
    'protection',
  );
}
