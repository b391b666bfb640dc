import type { Status } from './types';

/** What checks say of commits. */
export class Statuses {
  constructor(
    private readonly statuses: Status[],
    private readonly changed: () => void,
  ) {}

  /** All of a commit, newest first. */
  list(sha: string): Status[] {
    return this.statuses.filter(status => status.sha === sha).reverse();
  }

  /** The newest of each context. */
  latest(sha: string): Status[] {
    const newest = new Map(
      this.list(sha)
        .reverse()
        .map(status => [status.context, status]),
    );
    return [...newest.values()];
  }

  add(status: Omit<Status, 'id'>): Status {
    const added = { id: this.statuses.length + 1, ...status };
    this.statuses.push(added);
    this.changed();
    return added;
  }
}
