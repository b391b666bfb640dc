import { scriptedGithub } from '../__testUtils__/scriptedGithub';

const COMMIT = 'a'.repeat(40);

describe('checks', () => {
  it('lists what Apps ran and the commit statuses as one', async () => {
    const github = await scriptedGithub();
    const run = (name: string, status: string, conclusion: string | null) => ({
      name,
      status,
      conclusion,
      html_url: null,
      output: { title: null },
    });
    github.answer(path => ({
      status: 200,
      body: JSON.stringify(
        path.includes('/check-runs')
          ? {
              check_runs: [
                run('build', 'completed', 'success'),
                run('docs', 'completed', 'skipped'),
                run('e2e', 'in_progress', null),
                run('lint', 'completed', 'timed_out'),
                run('new', 'completed', 'stale'),
              ],
            }
          : {
              statuses: [
                {
                  context: 'mesh/impact',
                  state: 'error',
                  description: 'Could not be computed',
                  target_url: 'https://portal.example.com/changes/1',
                },
              ],
            },
      ),
    }));
    try {
      expect(await github.repository.checks(COMMIT)).toEqual([
        { name: 'build', state: 'success' },
        { name: 'docs', state: 'success' },
        { name: 'e2e', state: 'pending' },
        { name: 'lint', state: 'failure' },
        { name: 'new', state: 'unknown' },
        {
          name: 'mesh/impact',
          state: 'unknown',
          description: 'Could not be computed',
          url: 'https://portal.example.com/changes/1',
        },
      ]);
    } finally {
      await github.close();
    }
  });
});
