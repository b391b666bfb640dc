import type { Clock } from '../../clock/clock';
import { ForgeError } from './ForgeError';
import { timestamp } from './timestamp';
import type { Comment, ForgeEvent, PullRequest, Review } from './types';

type Action = Extract<ForgeEvent, { kind: 'pull-request' }>['action'];

/** What is done with what happens to pull requests, and which of them are seen. */
export interface PullRequestWatcher {
  onPullRequest(number: number, action: Action, by: string): void;
  isHidden(request: PullRequest): boolean;
}

/** Pull requests that are found, commented and reviewed. */
export class Conversations {
  constructor(
    protected readonly requests: PullRequest[],
    protected readonly clock: Clock,
    private readonly watcher: PullRequestWatcher,
  ) {}

  /** Newest first. */
  list(state: 'open' | 'closed' | 'all' = 'all'): PullRequest[] {
    return this.requests
      .filter(request => !this.watcher.isHidden(request))
      .filter(
        request =>
          state === 'all' || (request.state === 'open') === (state === 'open'),
      )
      .reverse();
  }

  /** @throws ForgeError `not-found` */
  get(number: number): PullRequest {
    const request = this.list().find(other => other.number === number);
    if (!request) {
      throw new ForgeError('not-found', `There is no pull request ${number}.`);
    }
    return request;
  }

  /** The newest of two branches, an open one first. */
  find(head: string, base: string): PullRequest | undefined {
    const [newest, ...older] = this.list().filter(
      request => request.head === head && request.base === base,
    );
    return (
      [newest, ...older].find(request => request?.state === 'open') ?? newest
    );
  }

  /** @throws ForgeError `not-found` */
  comment(number: number, by: string, body: string): Comment {
    const request = this.get(number);
    const at = timestamp(this.clock);
    const comment = {
      id: this.#nextId(),
      by,
      body,
      createdAt: at,
      updatedAt: at,
    };
    request.comments.push(comment);
    this.tell(request, 'edited', by);
    return comment;
  }

  /** @throws ForgeError `not-found` */
  editComment(id: number, body: string, by: string): Comment {
    for (const request of this.requests) {
      const comment = request.comments.find(other => other.id === id);
      if (comment) {
        Object.assign(comment, { body, updatedAt: timestamp(this.clock) });
        this.tell(request, 'edited', by);
        return comment;
      }
    }
    throw new ForgeError('not-found', `There is no comment ${id}.`);
  }

  /** The pull request that has a comment. */
  ofComment(id: number): PullRequest | undefined {
    return this.requests.find(({ comments }) =>
      comments.some(comment => comment.id === id),
    );
  }

  /** @throws ForgeError `not-found`, `invalid` */
  review(
    number: number,
    {
      by,
      state,
      body = '',
    }: { by: string; state: Review['state']; body?: string },
  ): Review {
    const request = this.get(number);
    if (request.by === by && state !== 'commented') {
      throw new ForgeError(
        'invalid',
        'A pull request is not approved or rejected by who opened it.',
      );
    }
    const review = {
      id: this.#nextId(),
      by,
      state,
      body,
      commit: request.headSha,
      at: timestamp(this.clock),
    };
    request.reviews.push(review);
    request.requestedReviewers = request.requestedReviewers.filter(
      login => login !== by,
    );
    this.tell(request, 'reviewed', by);
    return review;
  }

  #nextId(): number {
    const ids = this.requests.flatMap(({ comments, reviews }) =>
      [...comments, ...reviews].map(({ id }) => id),
    );
    return Math.max(0, ...ids) + 1;
  }

  protected tell(request: PullRequest, action: Action, by: string): void {
    request.updatedAt = timestamp(this.clock);
    this.watcher.onPullRequest(request.number, action, by);
  }
}
