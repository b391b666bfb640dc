import type { Clock } from '../../clock/clock';
import { ForgeRepository, type BranchMove } from './ForgeRepository';
import type { RepositoryRecord } from './ForgeState';
import { Labels } from './Labels';
import { PullRequests } from './PullRequests';
import { Statuses } from './Statuses';
import type { ForgeEvent, PullRequest } from './types';
import { Webhooks } from './Webhooks';

/** What a forge does with what happens in its repositories. */
export interface ForgeWatcher {
  tell(event: ForgeEvent): void;
  changed(): void;
  isProtected(repository: string, branch: string): boolean;
  isHidden(repository: string, request: PullRequest): boolean;
}

/** A repository with all that a forge keeps beside it. */
export class HostedRepository extends ForgeRepository {
  readonly pulls: PullRequests;
  readonly labels: Labels;
  readonly statuses: Statuses;
  readonly webhooks: Webhooks;

  constructor(
    record: RepositoryRecord,
    directory: string,
    clock: Clock,
    watcher: ForgeWatcher,
  ) {
    const fullName = `${record.facts.owner}/${record.facts.name}`;
    const onBranch = (move: BranchMove) => this.#onBranch(move, watcher);
    super(record.facts, directory, clock, {
      onBranch,
      isProtected: branch => watcher.isProtected(fullName, branch),
    });
    this.pulls = new PullRequests(this, record.pullRequests, clock, {
      isHidden: request => watcher.isHidden(fullName, request),
      onPullRequest: (number, action, by) => {
        watcher.changed();
        watcher.tell({
          kind: 'pull-request',
          repository: fullName,
          number,
          action,
          by,
        });
      },
    });
    this.labels = new Labels(record.labels, watcher.changed);
    this.statuses = new Statuses(record.statuses, watcher.changed);
    this.webhooks = new Webhooks(record.webhooks, watcher.changed);
  }

  #onBranch(move: BranchMove, watcher: ForgeWatcher): void {
    const { branch, before = '0'.repeat(40), commit, by } = move;
    if (commit) {
      const repository = this.fullName;
      watcher.tell({ kind: 'push', repository, branch, before, commit, by });
    }
    this.pulls.onBranch(move);
  }
}
