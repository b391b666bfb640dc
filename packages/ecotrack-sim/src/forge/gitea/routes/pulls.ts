import type { MergeMethod, PullRequest } from '../../model/types';
import { GiteaProblem } from '../GiteaProblem';
import type { GiteaRouter, RepositoryCall } from '../GiteaRouter';
import { commitJson } from '../json/commit';
import { pullRequestJson } from '../json/pullRequest';
import { addresses } from '../json/repository';
import { labelIds } from '../labelIds';
import { pageOf } from '../paging';
import { reviewerNames } from '../reviewerNames';

const METHODS: Readonly<Record<string, MergeMethod>> = {
  merge: 'merge',
  squash: 'squash',
  rebase: 'rebase',
  'rebase-merge': 'merge',
};

const isWorkInProgress = (title: string) => /^(wip:|\[wip\])/i.test(title);

const branchOf = (name: string) => name.slice(name.indexOf(':') + 1);

function requested({ repository, params }: RepositoryCall): PullRequest {
  return repository.pulls.get(Number(params.number));
}

async function shown(
  { forge, repository }: RepositoryCall,
  request: PullRequest,
  status = 200,
) {
  return { status, json: await pullRequestJson(forge, repository, request) };
}

function listState(text: string | undefined) {
  return text === 'closed' || text === 'all' ? text : 'open';
}

async function create(call: RepositoryCall) {
  const { repository, body, user } = call;
  const title = body.required('title');
  const by = user().login;
  const request = await repository.pulls.create({
    title,
    body: body.text('body'),
    head: branchOf(body.required('head')),
    base: body.required('base'),
    draft: isWorkInProgress(title),
    labels: labelIds(repository, body.list('labels')),
    requestedReviewers: reviewerNames(call, by),
    by,
  });
  return shown(call, request, 201);
}

async function edit(call: RepositoryCall) {
  const { repository, body, user } = call;
  const { number, state: before } = requested(call);
  const title = body.text('title') || undefined;
  const state = body.text('state');
  if (state !== undefined && state !== 'open' && state !== 'closed') {
    throw new GiteaProblem(422, '[state]: must be open or closed');
  }
  if (state && before === 'merged') {
    throw new GiteaProblem(
      412,
      'cannot change state of this pull request, it was already merged',
    );
  }
  const request = await repository.pulls.edit(
    number,
    {
      title,
      body: body.text('body'),
      base: body.text('base') || undefined,
      draft: title === undefined ? undefined : isWorkInProgress(title),
      labels: body.has('labels')
        ? labelIds(repository, body.list('labels'))
        : undefined,
      state,
    },
    user().login,
  );
  return shown(call, request, 201);
}

async function merge(call: RepositoryCall) {
  const { repository, body, user } = call;
  const request = requested(call);
  const method = METHODS[body.required('Do')];
  if (!method) {
    throw new GiteaProblem(
      422,
      '[Do]: must be merge, rebase, rebase-merge or squash',
    );
  }
  if (request.state === 'closed') {
    throw new GiteaProblem(
      404,
      `The pull request ${request.number} is closed.`,
    );
  }
  const { login, fullName, email } = user();
  await repository.pulls.merge(request.number, {
    method,
    expectedHead: body.text('head_commit_id') || undefined,
    title: body.text('MergeTitleField') || undefined,
    message: body.text('MergeMessageField') || undefined,
    deleteBranch: body.flag('delete_branch_after_merge'),
    by: login,
    author: { name: fullName, email },
  });
  return {};
}

async function listCommits(call: RepositoryCall) {
  const { forge, repository } = call;
  const request = requested(call);
  const base = await repository.pulls.mergeBase(request);
  const commits = await repository.log(`${base}..${request.headSha}`);
  return pageOf(call, commits, commit => commitJson(forge, repository, commit));
}

async function listFiles(call: RepositoryCall) {
  const { forge, repository } = call;
  const request = requested(call);
  const { api, page } = addresses(forge, repository);
  const base = await repository.pulls.mergeBase(request);
  const files = await repository.changes(base, request.headSha);
  return pageOf(call, files, ({ path, status, additions, deletions }) => ({
    filename: path,
    status: { added: 'added', modified: 'changed', removed: 'deleted' }[status],
    additions,
    deletions,
    changes: additions + deletions,
    html_url: `${page}/src/commit/${request.headSha}/${path}`,
    contents_url: `${api}/contents/${path}?ref=${request.headSha}`,
    raw_url: `${page}/raw/commit/${request.headSha}/${path}`,
  }));
}

/** `pulls`. */
export function pullRoutes(router: GiteaRouter): void {
  const one = '/pulls/:number(\\d+)';
  router.onRepository('get', '/pulls', call => {
    const requests = call.repository.pulls.list(listState(call.query('state')));
    return pageOf(call, requests, request =>
      pullRequestJson(call.forge, call.repository, request),
    );
  });
  router.onRepository('post', '/pulls', create);
  router.onRepository('get', one, call => shown(call, requested(call)));
  router.onRepository('patch', one, edit);
  router.onRepository('post', `${one}/merge`, merge, { protected: 405 });
  router.onRepository('get', `${one}/merge`, call => {
    if (requested(call).state !== 'merged') {
      throw new GiteaProblem(404, 'The pull request is not merged.');
    }
    return { status: 204 };
  });
  router.onRepository('get', `${one}/commits`, listCommits);
  router.onRepository('get', `${one}/files`, listFiles);
  router.onRepository('get', '/pulls/:base/*', call => {
    const { base } = call.params;
    const head = branchOf(call.params[0]);
    const request = call.repository.pulls.find(head, base);
    if (!request) {
      throw new GiteaProblem(
        404,
        `There is no pull request of ${head} into ${base}.`,
      );
    }
    return shown(call, request);
  });
}
