import type { GiteaRouter, RepositoryCall } from '../GiteaRouter';
import { commitJson } from '../json/commit';
import { addresses } from '../json/repository';
import { pageOf } from '../paging';

const MOST_ENTRIES = 1000;
const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

async function commitAnswer(
  { forge, repository }: Pick<RepositoryCall, 'forge' | 'repository'>,
  revision: string,
) {
  const commit = await repository.commit(revision);
  const files = await repository.changes(
    commit.parents[0] ?? EMPTY_TREE,
    commit.sha,
  );
  return { json: commitJson(forge, repository, commit, files) };
}

async function treeAnswer({
  forge,
  repository,
  params,
  query,
}: RepositoryCall) {
  const { api } = addresses(forge, repository);
  const isRecursive = ['true', '1'].includes(query('recursive') ?? '');
  const entries = await repository.tree(params[0], isRecursive);
  const asked = Math.trunc(Number(query('per_page')));
  const size = asked > 0 && asked <= MOST_ENTRIES ? asked : MOST_ENTRIES;
  const page = Math.max(1, Math.trunc(Number(query('page'))) || 1);
  const sha = (await repository.resolve(params[0])) ?? params[0];
  return {
    json: {
      sha,
      url: `${api}/git/trees/${sha}`,
      tree: entries.slice((page - 1) * size, page * size).map(entry => ({
        path: entry.path,
        mode: entry.mode,
        type: entry.type,
        size: entry.size ?? 0,
        sha: entry.sha,
        url: `${api}/git/${entry.type === 'tree' ? 'trees' : 'blobs'}/${
          entry.sha
        }`,
      })),
      truncated: page * size < entries.length,
      page,
      total_count: entries.length,
    },
  };
}

/** What Git has: commits, trees, blobs, comparisons, archives. */
export function gitDataRoutes(router: GiteaRouter): void {
  router.onRepository('get', '/git/commits/*', call =>
    commitAnswer(call, call.params[0]),
  );

  router.onRepository('get', '/git/trees/*', treeAnswer);

  router.onRepository(
    'get',
    '/git/blobs/:sha',
    async ({ forge, repository, params: { sha } }) => {
      const content = await repository.blob(sha);
      return {
        json: {
          content: content.toString('base64'),
          encoding: 'base64',
          url: `${addresses(forge, repository).api}/git/blobs/${sha}`,
          sha,
          size: content.length,
        },
      };
    },
  );

  router.onRepository('get', '/commits', async call => {
    const { forge, repository, query } = call;
    const { sha } = await repository.commit(
      query('sha') || repository.facts.defaultBranch,
    );
    const commits = await repository.log(sha, { path: query('path') });
    return pageOf(call, commits, commit =>
      commitJson(forge, repository, commit),
    );
  });

  router.onRepository(
    'get',
    '/compare/*',
    async ({ forge, repository, params }) => {
      const [base, head = ''] = params[0].split(/\.{2,3}/);
      const { commits, files } = await repository.compare(base, head);
      return {
        json: {
          total_commits: commits.length,
          commits: commits.map(commit => commitJson(forge, repository, commit)),
          files: files.map(({ path, status }) => ({ filename: path, status })),
        },
      };
    },
  );

  router.onRepository(
    'get',
    '/archive/*',
    async ({ repository, params, response }) => {
      const [, revision, format] =
        /^(.+)\.(tar\.gz|zip)$/.exec(params[0]) ?? [];
      const { sha } = await repository.commit(revision ?? params[0]);
      response.attachment(`${repository.facts.name}.${format}`);
      const archive = repository.archive(
        sha,
        format === 'zip' ? 'zip' : 'tar.gz',
      );
      archive.stdout?.pipe(response);
      return undefined;
    },
  );
}
