import type { Router } from 'express';
import type { Review } from '../../model';
import { GithubAnswer } from '../GithubAnswer';
import { reviewJson } from '../json/review';
import { optionalText } from './bodies';
import { numberIn, pageOf, type FindScope } from './scope';

const STATES: Readonly<Record<string, Review['state']>> = {
  APPROVE: 'approved',
  COMMENT: 'commented',
  REQUEST_CHANGES: 'changes-requested',
};

/** What people say of a pull request. */
export function reviewRoutes(router: Router, scope: FindScope): void {
  const path = '/repos/:owner/:repo/pulls/:number/reviews';

  router.get(path, (request, response) => {
    const { repository, address } = scope(request);
    const { number, reviews } = repository.pulls.get(
      numberIn(request.params.number),
    );
    response.json(
      pageOf(request, reviews).map(review =>
        reviewJson(address, number, review),
      ),
    );
  });

  router.post(path, (request, response) => {
    const { repository, address, writer } = scope(request);
    const state = STATES[optionalText(request, 'event') ?? ''];
    if (!state) {
      throw new GithubAnswer(422, 'Unprocessable Entity');
    }
    const number = numberIn(request.params.number);
    const review = repository.pulls.review(number, {
      by: writer().login,
      state,
      body: optionalText(request, 'body'),
    });
    response.json(reviewJson(address, number, review));
  });
}
