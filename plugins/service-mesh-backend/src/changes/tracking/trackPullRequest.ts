import type {
  CheckRun,
  PullRequest,
  Repository,
  Review,
} from '@ecotrack/backstage-plugin-service-mesh-node';
import type { ChangeEvent, ChangeRecord } from '../types';

/** What is said of a branch that is not as the portal left it. */
export const EDITED =
  'Somebody else committed on the branch. Nothing is written over it: merge it as it is, or discard the edits.';

/** What a look at the host makes of a change. */
export interface Looked {
  record: ChangeRecord;
  events: Omit<ChangeEvent, 'at'>[];
  /** The base moved so that the pull request no longer applies. */
  isOutdated?: boolean;
}

function waitsFor(
  { draft, mergeable }: PullRequest,
  checks: readonly CheckRun[],
  reviews: readonly Review[],
): string {
  const failed = checks.filter(({ state }) => state === 'failure');
  const pending = checks.filter(({ state }) => state === 'pending');
  const names = (list: readonly CheckRun[]) =>
    list.map(({ name }) => name).join(', ');
  if (failed.length > 0) {
    return `A check failed: ${names(failed)}.`;
  }
  const objection = reviews.find(({ state }) => state === 'changes-requested');
  if (objection) {
    return `${objection.by} asked for changes.`;
  }
  if (draft) {
    return 'It is a draft; somebody has to say that it is ready.';
  }
  if (pending.length > 0) {
    return `Waits for checks: ${names(pending)}.`;
  }
  if (mergeable === 'no') {
    return 'It cannot be merged as it is.';
  }
  return reviews.some(({ state }) => state === 'approved')
    ? 'Approved; waits for somebody to merge it.'
    : 'Waits for review and merge.';
}

function merged(record: ChangeRecord, pull: PullRequest, now: Date): Looked {
  const by = pull.mergedBy;
  const at = pull.mergedAt ?? now.toISOString();
  return {
    record: {
      ...record,
      state: 'merged',
      isOpen: false,
      mergeCommit: pull.mergeSha,
      reached: { ...record.reached, merged: { at, by } },
      says: 'Merged; waits for the cluster.',
    },
    events: [
      { kind: 'merged', says: `Pull request ${pull.number} merged`, by },
    ],
  };
}

function closed(record: ChangeRecord, pull: PullRequest): Looked {
  const says = `Pull request ${pull.number} was closed without a merge. Propose it again if it is still wanted.`;
  return {
    record: {
      ...record,
      state: 'closed',
      isOpen: false,
      isActive: false,
      says,
    },
    events: [{ kind: 'closed', says }],
  };
}

/** Looks at the pull request of a change. */
export async function trackPullRequest(
  record: ChangeRecord,
  repository: Repository,
  now: Date,
): Promise<Looked> {
  const number = record.pullRequest?.number ?? 0;
  const pull = await repository.pullRequest(number);
  if (pull.state === 'closed') {
    return closed(record, pull);
  }
  const [checks, reviews] = await Promise.all([
    repository.checks(pull.headSha),
    repository.reviews(number),
  ]);
  const approved = reviews.find(({ state }) => state === 'approved');
  const seen: ChangeRecord = {
    ...record,
    checks: [...checks],
    reviews: [...reviews],
    reached: {
      ...record.reached,
      reviewed: approved && {
        at: approved.at ?? now.toISOString(),
        by: approved.by,
      },
    },
  };
  if (pull.state === 'merged') {
    return merged(seen, pull, now);
  }
  if (pull.headSha !== record.headCommit) {
    if (record.state === 'edited') {
      return { record: { ...seen, says: EDITED }, events: [] };
    }
    await repository.comment(number, `mesh-edited-${record.id}`, EDITED);
    return {
      record: { ...seen, state: 'edited', says: EDITED },
      events: [{ kind: 'edited', says: EDITED }],
    };
  }
  if (record.state === 'needs-attention') {
    return { record: seen, events: [] };
  }
  const base = pull.mergeable === 'no' && (await repository.head(record.base));
  return {
    record: {
      ...seen,
      state: 'proposed',
      says: waitsFor(pull, checks, reviews),
    },
    events:
      record.state === 'edited'
        ? [{ kind: 'edits-gone', says: 'The branch is as the portal left it.' }]
        : [],
    isOutdated: Boolean(base) && base !== record.baseCommit,
  };
}
