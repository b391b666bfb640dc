import { GiteaProblem } from '../GiteaProblem';
import type { GiteaRouter, RepositoryCall } from '../GiteaRouter';
import { labelJson } from '../json/label';
import { commentJson } from '../json/pullRequest';
import { labelIds } from '../labelIds';
import { pageOf } from '../paging';

const one = '/issues/:number(\\d+)';
const comment = '/issues/comments/:id(\\d+)';

const requested = ({ repository, params }: RepositoryCall) =>
  repository.pulls.get(Number(params.number));

async function setLabels(call: RepositoryCall, labels: number[]) {
  const { forge, repository, user } = call;
  const { number } = requested(call);
  const request = await repository.pulls.edit(
    number,
    { labels: [...new Set(labels)] },
    user().login,
  );
  return {
    json: request.labels.flatMap(id => {
      const label = repository.labels.get(id);
      return label ? [labelJson(forge, repository, label)] : [];
    }),
  };
}

const named = ({ repository, body }: RepositoryCall) =>
  labelIds(repository, body.list('labels'));

/** Labels, and the labels and comments of pull requests, which Gitea keeps as issues. */
export function issueRoutes(router: GiteaRouter): void {
  router.onRepository('get', '/labels', call =>
    pageOf(call, call.repository.labels.list(), label =>
      labelJson(call.forge, call.repository, label),
    ),
  );

  router.onRepository(
    'post',
    '/labels',
    ({ forge, repository, body }) => {
      const label = repository.labels.create({
        name: body.required('name'),
        color: body.required('color'),
        description: body.text('description'),
      });
      return { status: 201, json: labelJson(forge, repository, label) };
    },
    { exists: 422 },
  );

  router.onRepository('get', `${one}/labels`, call => {
    const { forge, repository } = call;
    const labels = requested(call).labels.flatMap(
      id => repository.labels.get(id) ?? [],
    );
    return { json: labels.map(label => labelJson(forge, repository, label)) };
  });
  router.onRepository('post', `${one}/labels`, call =>
    setLabels(call, [...requested(call).labels, ...named(call)]),
  );
  router.onRepository('put', `${one}/labels`, call =>
    setLabels(call, named(call)),
  );
  router.onRepository('delete', `${one}/labels/:id(\\d+)`, async call => {
    const id = Number(call.params.id);
    await setLabels(
      call,
      requested(call).labels.filter(other => other !== id),
    );
    return { status: 204 };
  });

  router.onRepository('get', `${one}/comments`, call => {
    const { number, comments } = requested(call);
    const { forge, repository } = call;
    return {
      json: comments.map(each => commentJson(forge, repository, number, each)),
    };
  });
  router.onRepository('post', `${one}/comments`, call => {
    const { forge, repository, body, user } = call;
    const { number } = requested(call);
    const made = repository.pulls.comment(
      number,
      user().login,
      body.required('body'),
    );
    return { status: 201, json: commentJson(forge, repository, number, made) };
  });
  router.onRepository('patch', comment, call => {
    const { forge, repository, params, body, user } = call;
    const id = Number(params.id);
    const number = repository.pulls.ofComment(id)?.number;
    if (number === undefined) {
      throw new GiteaProblem(404, `There is no comment ${id}.`);
    }
    const text = body.required('body');
    const edited = repository.pulls.editComment(id, text, user().login);
    return { json: commentJson(forge, repository, number, edited) };
  });
}
