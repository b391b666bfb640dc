import type { Clock } from '../../clock/clock';
import { Conversations, type PullRequestWatcher } from './Conversations';
import { ForgeError } from './ForgeError';
import type { BranchMove, ForgeRepository } from './ForgeRepository';
import { mergeCommits } from './mergeCommits';
import { timestamp } from './timestamp';
import type { MergeMethod, PullRequest, Signature } from './types';

/** What a pull request is opened with. */
export interface NewPullRequest {
  title: string;
  body?: string;
  head: string;
  base: string;
  draft?: boolean;
  labels?: number[];
  requestedReviewers?: string[];
  by: string;
}

/** What may be changed of a pull request. */
export type PullRequestEdit = Partial<
  Pick<
    PullRequest,
    'title' | 'body' | 'draft' | 'labels' | 'requestedReviewers' | 'base'
  >
> & { state?: 'open' | 'closed' };

/** How a pull request is to be merged. */
export interface MergeRequest {
  method: MergeMethod;
  /** The head that was looked at. */
  expectedHead?: string;
  title?: string;
  message?: string;
  deleteBranch?: boolean;
  by: string;
  author: Signature;
}

/** The pull requests of a repository. */
export class PullRequests extends Conversations {
  readonly #mergeable = new Map<string, boolean>();

  constructor(
    private readonly repository: ForgeRepository,
    requests: PullRequest[],
    clock: Clock,
    watcher: PullRequestWatcher,
  ) {
    super(requests, clock, watcher);
  }

  /** @throws ForgeError `not-found`, `exists`, `invalid`, `nothing-to-do` */
  async create(request: NewPullRequest): Promise<PullRequest> {
    return this.repository.exclusively(async () => {
      const { head, base, by } = request;
      const title = request.title.trim();
      if (!title || title.length > 255) {
        throw new ForgeError('invalid', 'A title needs 1 to 255 characters.');
      }
      const headSha = this.#branch(head);
      const baseSha = this.#branch(base);
      if (
        head === base ||
        (await this.repository.isAncestor(headSha, baseSha))
      ) {
        throw new ForgeError(
          'nothing-to-do',
          `There are no commits between ${base} and ${head}.`,
        );
      }
      const open = this.requests.find(
        other =>
          other.state === 'open' && other.head === head && other.base === base,
      );
      if (open) {
        throw new ForgeError(
          'exists',
          `The pull request ${open.number} is open for ${head} into ${base}.`,
        );
      }
      const at = timestamp(this.clock);
      const created: PullRequest = {
        number: this.requests.length + 1,
        title,
        body: request.body ?? '',
        state: 'open',
        draft: request.draft ?? false,
        by,
        head,
        headSha,
        base,
        labels: request.labels ?? [],
        requestedReviewers: request.requestedReviewers ?? [],
        comments: [],
        reviews: [],
        createdAt: at,
        updatedAt: at,
      };
      this.requests.push(created);
      this.tell(created, 'opened', by);
      return created;
    });
  }

  /** @throws ForgeError `not-found`, `invalid`, `exists` */
  async edit(
    number: number,
    edit: PullRequestEdit,
    by: string,
  ): Promise<PullRequest> {
    return this.repository.exclusively(async () => {
      const request = this.get(number);
      const { state, ...content } = edit;
      if (content.title !== undefined && !content.title.trim()) {
        throw new ForgeError('invalid', 'A title needs 1 to 255 characters.');
      }
      if (content.base !== undefined) {
        this.#branch(content.base);
      }
      const changes = Object.entries(content).filter(
        ([, value]) => value !== undefined,
      );
      if (state && state !== request.state) {
        await this.#setState(request, state, by);
      }
      if (changes.length > 0) {
        Object.assign(request, Object.fromEntries(changes));
        const isOnlyLabels = changes.every(([key]) => key === 'labels');
        this.tell(request, isOnlyLabels ? 'label_updated' : 'edited', by);
      }
      return request;
    });
  }

  /** Closes without merging. @throws ForgeError `not-found`, `invalid` */
  async close(number: number, by: string): Promise<PullRequest> {
    return this.edit(number, { state: 'closed' }, by);
  }

  /** @throws ForgeError `not-found`, `not-mergeable`, `head-moved`, `protected` */
  async merge(number: number, how: MergeRequest): Promise<PullRequest> {
    return this.repository
      .exclusively(async () => {
        const request = this.get(number);
        const { expectedHead, method, by, author } = how;
        this.#assertMayMerge(request);
        if (expectedHead !== undefined && expectedHead !== request.headSha) {
          throw new ForgeError(
            'head-moved',
            `The head is ${request.headSha}, expected was ${expectedHead}.`,
          );
        }
        const base = this.#branch(request.base);
        const message = [
          how.title ?? `${request.title} (#${number})`,
          how.message,
        ]
          .filter(Boolean)
          .join('\n\n');
        const mergeBase = await this.repository.mergeBase(
          base,
          request.headSha,
        );
        const sha = await mergeCommits(this.repository, {
          method,
          base,
          head: request.headSha,
          message,
          author,
        });
        await this.repository.advance(request.base, sha, base, by);
        const at = timestamp(this.clock);
        Object.assign(request, {
          state: 'merged',
          mergedAt: at,
          closedAt: at,
          mergedBy: by,
          mergeSha: sha,
          mergeBase,
        });
        this.tell(request, 'closed', by);
        return request;
      })
      .then(async request => {
        if (how.deleteBranch && this.repository.head(request.head)) {
          await this.repository.deleteBranch(request.head, how.by);
        }
        return request;
      });
  }

  /** Whether a merge would have no conflict. */
  async isMergeable(request: PullRequest): Promise<boolean> {
    const base = this.repository.head(request.base);
    if (
      request.state !== 'open' ||
      !base ||
      !this.repository.head(request.head)
    ) {
      return false;
    }
    const key = `${base} ${request.headSha}`;
    const known = this.#mergeable.get(key);
    if (known !== undefined) {
      return known;
    }
    const merged = await this.repository.mergeTree(base, request.headSha);
    this.#mergeable.set(key, 'tree' in merged);
    return 'tree' in merged;
  }

  /** Where the branch parted from the base. */
  async mergeBase(request: PullRequest): Promise<string> {
    const base = this.repository.head(request.base);
    return (
      request.mergeBase ??
      (await this.repository.mergeBase(
        base ?? request.headSha,
        request.headSha,
      ))
    );
  }

  /** Takes over what a branch did. */
  onBranch({ branch, before, commit, by }: BranchMove): void {
    for (const request of this.requests) {
      if (request.state === 'open' && request.head === branch) {
        if (!commit) {
          request.state = 'closed';
          request.closedAt = timestamp(this.clock);
          this.tell(request, 'closed', by);
        } else if (before) {
          request.headSha = commit;
          this.tell(request, 'synchronized', by);
        }
      }
    }
  }

  async #setState(
    request: PullRequest,
    state: 'open' | 'closed',
    by: string,
  ): Promise<void> {
    if (request.state === 'merged') {
      throw new ForgeError(
        'invalid',
        `The pull request ${request.number} is merged.`,
      );
    }
    if (state === 'open') {
      request.headSha = this.#branch(request.head);
      request.closedAt = undefined;
      request.mergeBase = undefined;
    } else {
      request.mergeBase = await this.mergeBase(request);
      request.closedAt = timestamp(this.clock);
    }
    request.state = state;
    this.tell(request, state === 'open' ? 'reopened' : 'closed', by);
  }

  #assertMayMerge(request: PullRequest): void {
    if (request.state !== 'open') {
      throw new ForgeError(
        'not-mergeable',
        `The pull request ${request.number} is ${request.state}.`,
      );
    }
    if (request.draft) {
      throw new ForgeError(
        'not-mergeable',
        `The pull request ${request.number} is a draft.`,
      );
    }
  }

  #branch(name: string): string {
    const sha = this.repository.head(name);
    if (!sha) {
      throw new ForgeError('not-found', `There is no branch ${name}.`);
    }
    return sha;
  }
}
