import type { Review } from '../../model/types';
import type { Address } from './Address';
import { nodeId } from './identity';
import { userJson } from './user';

/** `pull-request-review` of GitHub's description. */
export function reviewJson(address: Address, number: number, review: Review) {
  const page = `${address.page}/pull/${number}#pullrequestreview-${review.id}`;
  const url = `${address.rest}/pulls/${number}`;
  return {
    id: review.id,
    node_id: nodeId('PullRequestReview', review.id),
    user: userJson(address.origin, review.by),
    body: review.body,
    state: review.state.replace('-', '_').toUpperCase(),
    html_url: page,
    pull_request_url: url,
    _links: { html: { href: page }, pull_request: { href: url } },
    submitted_at: review.at,
    commit_id: review.commit,
    author_association: 'MEMBER',
  };
}
