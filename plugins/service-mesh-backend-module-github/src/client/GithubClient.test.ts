import { RepositoryError } from '@ecotrack/backstage-plugin-service-mesh-node';
import * as fc from 'fast-check';
import { scriptedGithub, TOKEN } from '../__testUtils__/scriptedGithub';
import type { ScriptedAnswer } from '../__testUtils__/scriptedGithub';

const COMMIT = 'a'.repeat(40);

describe('answers of GitHub', () => {
  let github: Awaited<ReturnType<typeof scriptedGithub>>;
  beforeAll(async () => {
    github = await scriptedGithub();
  });
  afterAll(() => github.close());

  async function problemWith(answer: ScriptedAnswer): Promise<RepositoryError> {
    github.answer(() => answer);
    const error = await github.repository.tree(COMMIT).catch(e => e);
    expect(error).toBeInstanceOf(RepositoryError);
    expect(error.message).not.toContain(TOKEN);
    return error;
  }

  const said = (message: string) => JSON.stringify({ message });

  it.each([
    [{ status: 401, body: said('Bad credentials') }, 'unauthorized'],
    [
      { status: 403, body: said('Resource not accessible by integration') },
      'forbidden',
    ],
    [{ status: 404, body: said('Not Found') }, 'not-found'],
    [{ status: 500, body: 'oops' }, 'unreachable'],
    [{ status: 502, body: '<html>Bad gateway</html>' }, 'unreachable'],
    [{ status: 422, body: said('Validation Failed') }, 'refused'],
    [
      { status: 422, body: said('Repository rule violations found') },
      'protected',
    ],
    [{ status: 200, body: 'not JSON' }, 'unreachable'],
    [{ status: 200, body: '{"tree":7}' }, 'unreachable'],
  ])('reads %j', async (answer, problem) => {
    expect(await problemWith(answer)).toMatchObject({ problem });
  });

  it('tells how long to wait', async () => {
    const inAMinute = Math.floor(Date.now() / 1000) + 60;
    const waits: ScriptedAnswer[] = [
      { status: 429, headers: { 'retry-after': '7' } },
      {
        status: 403,
        headers: { 'retry-after': '7' },
        body: said('You have exceeded a secondary rate limit.'),
      },
      {
        status: 403,
        headers: {
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset': String(inAMinute),
        },
        body: said('API rate limit exceeded'),
      },
      {
        status: 403,
        body: said('You have exceeded a secondary rate limit.'),
      },
    ];
    const errors = [];
    for (const answer of waits) {
      errors.push(await problemWith(answer));
    }
    expect(errors.map(({ problem }) => problem)).toEqual(
      waits.map(() => 'rate-limited'),
    );
    const [first, second, third, last] = errors.map(e => e.retryAfter ?? 0);
    expect([first, second, last]).toEqual([7000, 7000, 60_000]);
    expect(third).toBeGreaterThan(50_000);
    expect(third).toBeLessThanOrEqual(60_000);
  });

  it('tells where a repository moved', async () => {
    github.answer(path =>
      path.startsWith('/api/v3/repositories/7')
        ? {
            status: 200,
            body: JSON.stringify({ html_url: `${github.origin}/new/place` }),
          }
        : {
            status: 301,
            headers: {
              location: `${github.origin}/api/v3/repositories/7/git/trees/x`,
            },
          },
    );
    const moved = await github.repository.tree(COMMIT).catch(e => e);
    expect(moved).toMatchObject({ problem: 'repository-moved' });
    expect(moved.message).toContain(`${github.origin}/new/place`);
  });

  it('does not follow a redirect to another host', async () => {
    const moved = await problemWith({
      status: 302,
      headers: { location: 'https://evil.example.com/repositories/7' },
    });
    expect(moved).toMatchObject({ problem: 'repository-moved' });
    expect(moved.message).not.toContain('evil');
  });

  it('reads the first error of GraphQL', async () => {
    const tree = JSON.stringify({
      truncated: false,
      tree: [{ path: 'a', mode: '100644', type: 'blob', sha: COMMIT }],
    });
    const problemOf = async (type: string | undefined, message: string) => {
      github.answer(path => ({
        status: 200,
        body: path.endsWith('/graphql')
          ? JSON.stringify({ data: null, errors: [{ type, message }] })
          : tree,
      }));
      const error = await github.repository.read(COMMIT, ['a']).catch(e => e);
      return error.problem;
    };
    expect(await problemOf('RATE_LIMITED', 'API rate limit')).toBe(
      'rate-limited',
    );
    expect(await problemOf('FORBIDDEN', 'Resource not accessible')).toBe(
      'forbidden',
    );
    expect(await problemOf(undefined, 'Something went wrong')).toBe(
      'unreachable',
    );
    expect(await problemOf(undefined, 'Variable $x is wrong')).toBe('refused');
  });

  it('never meets an answer with anything but a result or a problem', async () => {
    const { repository } = github;
    const calls = [
      () => repository.defaultBranch(),
      () => repository.head('main'),
      () => repository.findPullRequest('a', 'main'),
      () => repository.pullRequest(1),
      () => repository.reviews(1),
      () => repository.comment(1, 'mesh', 'text'),
      () => repository.checks(COMMIT),
      () => repository.merge(1, COMMIT),
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.json(),
        fc.constantFrom(200, 201, 403, 409, 422, 500),
        fc.constantFrom(...calls),
        async (body, status, call) => {
          github.answer(() => ({ status, body }));
          const outcome = await call().then(
            () => 'done',
            (error: unknown) =>
              error instanceof RepositoryError ? 'problem' : error,
          );
          expect(['done', 'problem']).toContain(outcome);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('says that nobody answers', async () => {
    const gone = await scriptedGithub();
    await gone.close();
    const error = await gone.repository.tree(COMMIT).catch(e => e);
    expect(error).toMatchObject({ problem: 'unreachable', isTransient: true });
  });
});
