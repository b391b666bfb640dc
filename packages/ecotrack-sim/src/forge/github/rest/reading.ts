import type { Router } from 'express';
import { GithubAnswer } from '../GithubAnswer';
import { comparisonJson } from '../json/comparison';
import { repositoryJson } from '../json/repository';
import type { FindScope } from './scope';

const MOST_COMMITS = 250;

/** The repository, what two commits differ in, files and archives. */
export function readingRoutes(router: Router, scope: FindScope): void {
  const path = '/repos/:owner/:repo';

  router.get(path, (request, response) => {
    const { repository, address } = scope(request);
    response.json(repositoryJson(address, repository.facts));
  });

  router.get(`${path}/compare/:basehead(*)`, async (request, response) => {
    const { repository, address } = scope(request);
    const [base = '', head = ''] = request.params.basehead.split('...');
    const comparison = await repository.compare(base, head);
    const limit = Number(request.query.per_page) || MOST_COMMITS;
    response.json(
      comparisonJson(
        address,
        comparison,
        {
          base: await repository.commit(base),
          head: await repository.commit(head),
          mergeBase: await repository.commit(comparison.mergeBase),
        },
        Math.min(limit, MOST_COMMITS),
      ),
    );
  });

  // Only the raw content, as Backstage's reader of URLs asks for it.
  router.get(`${path}/contents/:file(*)`, async (request, response) => {
    const { repository } = scope(request);
    const revision = String(
      request.query.ref ?? repository.facts.defaultBranch,
    );
    const { sha } = await repository.commit(revision);
    const entry = await repository.entry(sha, request.params.file);
    if (entry?.type !== 'blob') {
      throw new GithubAnswer(404, 'Not Found');
    }
    response
      .set('ETag', `"${entry.sha}"`)
      .type('application/vnd.github.v3.raw')
      .send(await repository.blob(entry.sha));
  });

  router.get(`${path}/tarball/:revision(*)`, async (request, response) => {
    const { repository, address } = scope(request);
    const { sha } = await repository.commit(request.params.revision);
    response.redirect(`${address.api}/_codeload/${address.fullName}/${sha}`);
  });

  router.get('/_codeload/:owner/:repo/:sha', async (request, response) => {
    const { repository } = scope(request);
    const { sha } = await repository.commit(request.params.sha);
    const archive = repository.archive(sha, 'tar.gz');
    response.type('application/gzip');
    archive.stdout?.pipe(response);
  });
}
