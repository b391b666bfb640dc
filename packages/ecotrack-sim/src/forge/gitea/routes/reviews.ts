import type { Review } from '../../model/types';
import { GiteaProblem } from '../GiteaProblem';
import type { GiteaRouter, RepositoryCall } from '../GiteaRouter';
import { requestedReviewJson, reviewJson } from '../json/pullRequest';
import { pageOf } from '../paging';
import { reviewerNames } from '../reviewerNames';

const STATES: Readonly<Record<string, Review['state']>> = {
  APPROVED: 'approved',
  REQUEST_CHANGES: 'changes-requested',
  COMMENT: 'commented',
};

const one = '/pulls/:number(\\d+)';

const requested = ({ repository, params }: RepositoryCall) =>
  repository.pulls.get(Number(params.number));

/** Reviews and who is asked for one. */
export function reviewRoutes(router: GiteaRouter): void {
  router.onRepository('get', `${one}/reviews`, call => {
    const { forge, repository } = call;
    const request = requested(call);
    return pageOf(
      call,
      [
        ...request.reviews.map(review =>
          reviewJson(forge, repository, request, review),
        ),
        ...request.requestedReviewers.map(name =>
          requestedReviewJson(forge, repository, request, name),
        ),
      ],
      review => review,
    );
  });

  router.onRepository('post', `${one}/reviews`, call => {
    const { forge, repository, body, user } = call;
    const request = requested(call);
    const state = STATES[body.required('event')];
    if (!state) {
      throw new GiteaProblem(
        422,
        '[event]: must be APPROVED, REQUEST_CHANGES or COMMENT',
      );
    }
    const review = repository.pulls.review(request.number, {
      by: user().login,
      state,
      body: body.text('body'),
    });
    return { json: reviewJson(forge, repository, request, review) };
  });

  router.onRepository('post', `${one}/requested_reviewers`, async call => {
    const { forge, repository, user } = call;
    const { number, by, requestedReviewers } = requested(call);
    const names = reviewerNames(call, by);
    const request = await repository.pulls.edit(
      number,
      { requestedReviewers: [...new Set([...requestedReviewers, ...names])] },
      user().login,
    );
    return {
      status: 201,
      json: names.map(name =>
        requestedReviewJson(forge, repository, request, name),
      ),
    };
  });

  router.onRepository('delete', `${one}/requested_reviewers`, async call => {
    const { repository, user } = call;
    const { number, by, requestedReviewers } = requested(call);
    const names = reviewerNames(call, by);
    await repository.pulls.edit(
      number,
      {
        requestedReviewers: requestedReviewers.filter(
          name => !names.includes(name),
        ),
      },
      user().login,
    );
    return { status: 204 };
  });
}
