import type { Router } from 'express';
import { ForgeError, type MergeMethod, type PullRequest } from '../../model';
import { GithubAnswer } from '../GithubAnswer';
import { FullPulls, simplePull } from './pullFacts';
import { neededText, optionalText } from './bodies';
import { numberIn, pageOf, type FindScope } from './scope';

const METHODS: readonly MergeMethod[] = ['merge', 'squash', 'rebase'];

/** What GitHub answers when a pull request cannot be opened. */
function openingProblem(
  error: unknown,
  { owner, head, base }: Record<'owner' | 'head' | 'base', string>,
): unknown {
  const problem = error instanceof ForgeError ? error.problem : undefined;
  const resource = 'PullRequest';
  if (problem === 'exists') {
    const message = `A pull request already exists for ${owner}:${head}.`;
    return new GithubAnswer(422, 'Validation Failed', [
      { resource, code: 'custom', message },
    ]);
  }
  if (problem === 'nothing-to-do') {
    const message = `No commits between ${base} and ${head}`;
    return new GithubAnswer(422, 'Validation Failed', [
      { resource, code: 'custom', message },
    ]);
  }
  return problem === 'not-found'
    ? new GithubAnswer(422, 'Validation Failed', [
        { resource, code: 'invalid', field: 'head' },
      ])
    : error;
}

/** What GitHub answers when a pull request cannot be merged. */
function mergingProblem(error: unknown): unknown {
  const problem = error instanceof ForgeError ? error.problem : undefined;
  if (problem === 'head-moved') {
    return new GithubAnswer(
      409,
      'Head branch was modified. Review and try the merge again.',
    );
  }
  if (problem === 'protected') {
    return new GithubAnswer(
      405,
      'Repository rule violations found\n\nAt least 1 approving review is required by reviewers with write access.',
    );
  }
  return problem === 'not-mergeable'
    ? new GithubAnswer(405, 'Pull Request is not mergeable')
    : error;
}

export function pullRoutes(router: Router, scope: FindScope): void {
  const full = new FullPulls();
  const path = '/repos/:owner/:repo/pulls';

  router.get(path, (request, response) => {
    const { repository, address } = scope(request);
    const { head, base, state } = request.query;
    const isWanted = (pull: PullRequest) =>
      (head === undefined || head === `${address.owner}:${pull.head}`) &&
      (base === undefined || base === pull.base);
    const isState = state === 'all' || state === 'closed' ? state : 'open';
    response.json(
      pageOf(request, repository.pulls.list(isState).filter(isWanted)).map(
        pull => simplePull(repository, address, pull),
      ),
    );
  });

  router.post(path, async (request, response) => {
    const { repository, address, writer } = scope(request);
    const { owner } = address;
    const head = neededText(request, 'head').replace(`${owner}:`, '');
    const base = neededText(request, 'base');
    const pull = await repository.pulls
      .create({
        title: neededText(request, 'title'),
        body: optionalText(request, 'body'),
        head,
        base,
        draft: request.body.draft === true,
        by: writer().login,
      })
      .catch((error: unknown) => {
        throw openingProblem(error, { owner, head, base });
      });
    response.status(201).json(await full.json(repository, address, pull));
  });

  router.get(`${path}/:number`, async (request, response) => {
    const { repository, address } = scope(request);
    const pull = repository.pulls.get(numberIn(request.params.number));
    response.json(await full.json(repository, address, pull));
  });

  router.patch(`${path}/:number`, async (request, response) => {
    const { repository, address, writer } = scope(request);
    const { state } = request.body;
    const pull = await repository.pulls.edit(
      numberIn(request.params.number),
      {
        title: optionalText(request, 'title'),
        body: optionalText(request, 'body'),
        base: optionalText(request, 'base'),
        ...((state === 'open' || state === 'closed') && { state }),
      },
      writer().login,
    );
    response.json(await full.json(repository, address, pull));
  });

  router.put(`${path}/:number/merge`, async (request, response) => {
    const { repository, writer } = scope(request);
    const { login, fullName, email } = writer();
    const pull = await repository.pulls
      .merge(numberIn(request.params.number), {
        method:
          METHODS.find(known => known === request.body.merge_method) ?? 'merge',
        expectedHead: optionalText(request, 'sha'),
        title: optionalText(request, 'commit_title'),
        message: optionalText(request, 'commit_message'),
        by: login,
        author: { name: fullName, email },
      })
      .catch((error: unknown) => {
        throw mergingProblem(error);
      });
    response.json({
      sha: pull.mergeSha,
      merged: true,
      message: 'Pull Request successfully merged',
    });
  });
}
