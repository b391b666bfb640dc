import type { Repository } from '@ecotrack/backstage-plugin-service-mesh-node';
import type { ChangeRecord } from '../types';
import type { Stepped } from './ChangeWriter';

/**
 * Removes what is there of a change that was withdrawn. It may have been killed anywhere before, so that there is more
 * than what is written down.
 * @param isOurs - whether a commit that is not written down has nothing of others
 */
export async function withdraw(
  record: ChangeRecord,
  repository: Repository,
  isOurs: (head: string) => Promise<boolean>,
): Promise<Stepped> {
  const pull = record.pullRequest
    ? await repository.pullRequest(record.pullRequest.number)
    : await repository.findPullRequest(record.branch, record.base);
  if (pull?.state === 'merged') {
    const says = `Pull request ${pull.number} was merged before it could be withdrawn.`;
    const { number, url } = pull;
    return {
      record: {
        ...record,
        step: 'opened',
        state: 'proposed',
        pullRequest: { number, url },
        says,
      },
      events: [{ kind: 'warning', says }],
    };
  }
  if (pull?.state === 'open') {
    await repository.closePullRequest(pull.number);
  }
  const head = await repository.head(record.branch);
  const isLeft =
    head !== undefined && head !== record.headCommit && !(await isOurs(head));
  if (head !== undefined && !isLeft) {
    await repository.deleteBranch(record.branch, head);
  }
  return {
    record: { ...record, isActive: false },
    events: isLeft
      ? [
          {
            kind: 'warning',
            says: `Branch ${record.branch} has commits of others and stays.`,
          },
        ]
      : [],
  };
}
