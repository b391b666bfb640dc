import type {
  Change,
  ChangeDetail,
  ChangeStage,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import type { ChangeEvent, ChangeRecord } from './types';

const STAGES = ['proposed', 'reviewed', 'merged', 'synced', 'live'] as const;

const SAYS = {
  proposed: 'The pull request is open',
  reviewed: 'Approved',
  merged: 'Merged',
  synced: 'Synced',
  live: 'The cluster has it as it was merged',
};

const LATER = {
  proposed: 'The pull request is being made',
  reviewed: 'Nobody has approved it yet',
  merged: 'Not merged yet',
  synced: 'Argo CD has not synced it yet',
  live: 'The cluster does not have it yet',
};

const ENDED = ['closed', 'superseded'];
const STOPPED = ['closed', 'superseded', 'needs-attention', 'edited'];

/** The way of a change: what is done, where it is, and what it waits for there. */
export function stagesOf(record: ChangeRecord): ChangeStage[] {
  const { reached, state, says, problem, pullRequest } = record;
  const current = STAGES.findIndex(
    (name, index) =>
      !reached[name] &&
      !(name === 'reviewed' && reached.merged) &&
      !(name === 'synced' && reached.live) &&
      STAGES.slice(index).every(later => !reached[later]),
  );
  return STAGES.map((name, index): ChangeStage => {
    const at = reached[name];
    const url = name === 'proposed' ? pullRequest?.url : undefined;
    if (at) {
      return { name, state: 'done', says: SAYS[name], ...at, url };
    }
    if (index < current || current < 0) {
      return {
        name,
        state: 'done',
        says:
          name === 'reviewed'
            ? 'Merged without an approval'
            : 'No Argo CD Application brings it into the cluster',
      };
    }
    if (index > current) {
      return { name, state: 'waiting', says: LATER[name] };
    }
    return {
      name,
      state: STOPPED.includes(state) || problem ? 'failed' : 'current',
      says: problem?.says ?? says,
      url,
    };
  });
}

function isOverdue({ expiresAt, state, isActive }: ChangeRecord, now: Date) {
  return (
    expiresAt !== undefined &&
    isActive &&
    !ENDED.includes(state) &&
    Date.parse(expiresAt) < now.getTime()
  );
}

/** A change, as lists show it. */
export function presentChange(record: ChangeRecord, now: Date): Change {
  const { id, environment, template, title, parameters, service, state } =
    record;
  return {
    id,
    environment,
    template,
    title,
    parameters,
    service,
    state,
    says: record.says,
    problem: record.problem,
    reason: record.reason,
    requester: record.requester,
    owner: record.owner,
    repository: record.repository,
    base: record.base,
    branch: record.branch,
    pullRequest: record.pullRequest,
    createdAt: record.createdAt,
    updatedAt: record.updatedAt,
    expiresAt: record.expiresAt,
    overdue: record.expiresAt ? isOverdue(record, now) : undefined,
    reverts: record.reverts,
    revertedBy: record.revertedBy,
    supersededBy: record.supersededBy,
  };
}

/** What one may do with a change in its state; whether the caller may is asked elsewhere. */
function actionsOf(
  record: ChangeRecord,
  permission: { allowed: boolean; reason?: string },
): ChangeDetail['actions'] {
  const { state, isOpen, revertedBy } = record;
  const isThere = ['merged', 'synced', 'live'].includes(state);
  const why: Record<
    ChangeDetail['actions'][number]['action'],
    string | undefined
  > = {
    revert: revertedBy
      ? 'It was taken back already.'
      : isThere
      ? undefined
      : 'Only what is merged can be taken back.',
    repropose: ENDED.includes(state)
      ? undefined
      : 'Only what was closed can be proposed again.',
    refresh: undefined,
    'discard-edits':
      state === 'edited' || state === 'needs-attention'
        ? undefined
        : 'Nobody else committed on its branch.',
    withdraw: isOpen ? undefined : 'It has ended already.',
  };
  return Object.entries(why).map(([action, reason]) => ({
    action: action as keyof typeof why,
    allowed:
      reason === undefined && (action === 'refresh' || permission.allowed),
    reason: reason ?? (action === 'refresh' ? undefined : permission.reason),
  }));
}

/** A change with its way so far. */
export function presentDetail(
  record: ChangeRecord,
  events: readonly ChangeEvent[],
  permission: { allowed: boolean; reason?: string },
  now: Date,
): ChangeDetail {
  return {
    ...presentChange(record, now),
    stages: stagesOf(record),
    events: events.map(event => ({ ...event, at: event.at.toISOString() })),
    files: record.files,
    effect: record.effect,
    checks: record.checks,
    reviews: record.reviews,
    conflicts: record.conflicts,
    actions: actionsOf(record, permission),
  };
}
