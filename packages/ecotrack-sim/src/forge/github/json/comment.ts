import type { Comment } from '../../model/types';
import type { Address } from './Address';
import { nodeId } from './identity';
import { userJson } from './user';

/** `issue-comment` of GitHub's description. */
export function commentJson(
  address: Address,
  number: number,
  comment: Comment,
) {
  return {
    id: comment.id,
    node_id: nodeId('IssueComment', comment.id),
    url: `${address.rest}/issues/comments/${comment.id}`,
    html_url: `${address.page}/pull/${number}#issuecomment-${comment.id}`,
    issue_url: `${address.rest}/issues/${number}`,
    user: userJson(address.origin, comment.by),
    body: comment.body,
    author_association: 'MEMBER',
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
  };
}
