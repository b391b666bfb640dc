import type { Router } from 'express';
import { GithubAnswer } from '../GithubAnswer';
import { commentJson } from '../json/comment';
import { labelJson } from '../json/label';
import { neededText, textsIn } from './bodies';
import { numberIn, pageOf, type FindScope } from './scope';

/** Comments and labels: a pull request is an issue, too. */
export function issueRoutes(router: Router, scope: FindScope): void {
  const path = '/repos/:owner/:repo/issues';

  router.get(`${path}/:number/comments`, (request, response) => {
    const { repository, address } = scope(request);
    const { number, comments } = repository.pulls.get(
      numberIn(request.params.number),
    );
    response.json(
      pageOf(request, comments).map(comment =>
        commentJson(address, number, comment),
      ),
    );
  });

  router.post(`${path}/:number/comments`, (request, response) => {
    const { repository, address, writer } = scope(request);
    const number = numberIn(request.params.number);
    const body = neededText(request, 'body');
    const comment = repository.pulls.comment(number, writer().login, body);
    response.status(201).json(commentJson(address, number, comment));
  });

  router.patch(`${path}/comments/:id`, (request, response) => {
    const { repository, address, writer } = scope(request);
    const id = numberIn(request.params.id);
    const pull = repository.pulls.ofComment(id);
    if (!pull) {
      throw new GithubAnswer(404, 'Not Found');
    }
    const body = neededText(request, 'body');
    const comment = repository.pulls.editComment(id, body, writer().login);
    response.json(commentJson(address, pull.number, comment));
  });

  router.get('/repos/:owner/:repo/labels', (request, response) => {
    const { repository, address } = scope(request);
    response.json(
      pageOf(request, repository.labels.list()).map(label =>
        labelJson(address, label),
      ),
    );
  });

  router.post(`${path}/:number/labels`, async (request, response) => {
    const { repository, address, writer } = scope(request);
    const { labels, pulls } = repository;
    const { number, labels: present } = pulls.get(
      numberIn(request.params.number),
    );
    const by = writer().login;
    const ids = textsIn(request, 'labels').map(
      name => (labels.find(name) ?? labels.create({ name })).id,
    );
    const edited = await pulls.edit(
      number,
      { labels: [...new Set([...present, ...ids])] },
      by,
    );
    response.json(
      edited.labels
        .flatMap(id => labels.get(id) ?? [])
        .map(label => labelJson(address, label)),
    );
  });
}
