import { createHash } from 'node:crypto';
import type { Repository } from '@ecotrack/backstage-plugin-service-mesh-node';
import type { FileEdit } from '@ecotrack/mesh-changes';
import { describeRef } from '@ecotrack/mesh-engine';
import type { EnvironmentRegistry } from '../../environments/EnvironmentRegistry';
import { codeOwnersOf } from '../codeOwners';
import { branchOf } from '../intent';
import { diffOf } from '../preview/diffOf';
import type { Drafter } from '../preview/Drafter';
import type { Wish } from '../preview/planOf';
import { environmentRepository } from '../repositories/environmentRepository';
import type { GitReader } from '../repositories/GitReader';
import type { RepositoryHosts } from '../repositories/RepositoryHosts';
import type { ChangeStore } from '../store/ChangeStore';
import { subjectOf } from '../subject';
import type { TemplateRegistry } from '../TemplateRegistry';
import { EDITED } from '../tracking/trackPullRequest';
import type { ChangeConflict, ChangeEvent, ChangeRecord } from '../types';
import { movedValues } from './movedValues';
import { commitMessage, pullRequestBody } from './pullRequestBody';
import { supersede } from './supersede';
import { withdraw } from './withdraw';

/** What a step made of a change. */
export interface Stepped {
  record: ChangeRecord;
  events: Omit<ChangeEvent, 'at'>[];
}

/** What changes are written with. */
export interface WriterOptions {
  registry: EnvironmentRegistry;
  hosts: RepositoryHosts;
  git: GitReader;
  drafter: Drafter;
  templates: TemplateRegistry;
  store: ChangeStore;
  /** Page of a change in the portal. */
  urlOf: (id: string) => string;
  now: () => Date;
}

const hashOf = (...parts: unknown[]) =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/** Writes a change to its repository, a step at a time. Every step may be done again. */
export class ChangeWriter {
  readonly #options: WriterOptions;

  constructor(options: WriterOptions) {
    this.#options = options;
  }

  async wishOf(record: ChangeRecord): Promise<Wish> {
    const { templates, store } = this.#options;
    const reverted = record.reverts && (await store.get(record.reverts));
    return reverted
      ? { reverts: reverted }
      : {
          template: templates.get(record.template),
          parameters: record.parameters,
        };
  }

  async #draft(record: ChangeRecord, repository: Repository, commit: string) {
    const { registry, hosts, git, drafter } = this.#options;
    const environment = registry.get(record.environment);
    const target = environmentRepository(environment, registry, hosts);
    const files = await git.at(repository, commit);
    const wish = await this.wishOf(record);
    return {
      files,
      draft: await drafter.draft(environment, target, files, wish),
    };
  }

  /** The next step of a change that is not a pull request yet. */
  step(record: ChangeRecord): Promise<Stepped> {
    const repository = this.#options.hosts.get(record.repository);
    switch (record.step) {
      case 'planned':
        return this.#branch(record, repository);
      case 'branched':
        return this.#commit(record, repository);
      default:
        return this.#open(record, repository);
    }
  }

  #attention(
    record: ChangeRecord,
    says: string,
    conflicts: ChangeConflict[] = [],
  ): Stepped {
    return {
      record: {
        ...record,
        state: 'needs-attention',
        says,
        conflicts,
      },
      events: [{ kind: 'needs-attention', says }],
    };
  }

  async #branch(
    record: ChangeRecord,
    repository: Repository,
  ): Promise<Stepped> {
    const head = await repository.head(record.base);
    if (head === undefined) {
      return this.#attention(
        record,
        `There is no branch ${record.base} in ${record.repository}.`,
      );
    }
    const { draft } = await this.#draft(record, repository, head);
    if (draft.unchanged) {
      return this.#alreadySo(record, repository);
    }
    const blocked = draft.checks.find(({ state }) => state === 'blocked');
    if (blocked) {
      return this.#attention(record, blocked.says);
    }
    const conflicts = [
      ...draft.conflicts,
      ...(record.baseCommit === head ? [] : movedValues(record, draft)),
    ];
    if (conflicts.length > 0) {
      const [{ object, field }] = conflicts;
      return this.#attention(
        record,
        `Somebody else changed ${field} of ${describeRef(
          object,
        )} in the meantime.`,
        conflicts,
      );
    }
    await repository.ensureBranch(record.branch, head);
    return {
      record: {
        ...record,
        step: 'branched',
        state: 'planned',
        baseCommit: head,
        title: draft.title,
        notes: draft.notes,
        objects: [...draft.objects],
        effect: draft.effect,
        conflicts: [],
        says: 'The branch is there; the commit is next.',
      },
      events: [{ kind: 'branched', says: `Branch ${record.branch}` }],
    };
  }

  async #alreadySo(
    record: ChangeRecord,
    repository: Repository,
  ): Promise<Stepped> {
    const says = `Git says so already: ${record.base} declares what is asked for.`;
    if (record.pullRequest) {
      await repository.comment(
        record.pullRequest.number,
        `mesh-empty-${record.id}`,
        says,
      );
      await repository.closePullRequest(record.pullRequest.number);
    }
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

  /** What a commit of the branch does not have yet. */
  async #missing(record: ChangeRecord, repository: Repository, head: string) {
    const { git } = this.#options;
    const { files, draft } = await this.#draft(
      record,
      repository,
      record.baseCommit ?? '',
    );
    const edits = draft.edits.map(({ path }) => path);
    const restored = record.files
      .filter(({ path }) => !edits.includes(path))
      .map(({ path }): FileEdit => ({ path, after: files.files.get(path) }));
    const there = await git.at(repository, head);
    const missing = [...draft.edits, ...restored].filter(
      ({ path, after }) => there.files.get(path) !== after,
    );
    return { draft, there, missing };
  }

  async #commit(
    record: ChangeRecord,
    repository: Repository,
  ): Promise<Stepped> {
    const base = record.baseCommit ?? '';
    const head = await repository.head(record.branch);
    if (head === undefined) {
      return {
        record: { ...record, step: 'planned', headCommit: undefined },
        events: [
          {
            kind: 'branch-gone',
            says: 'The branch was gone; it is made again.',
          },
        ],
      };
    }
    const { draft, there, missing } = await this.#missing(
      record,
      repository,
      head,
    );
    const isOurs = head === base || head === record.headCommit;
    if (missing.length > 0 && !isOurs) {
      return {
        record: { ...record, step: 'opened', state: 'edited', says: EDITED },
        events: [{ kind: 'edited', says: EDITED }],
      };
    }
    const commit =
      missing.length === 0
        ? head
        : await repository.commit({
            branch: record.branch,
            expectedHead: head,
            message: commitMessage(record),
            files: missing.map(({ path, after }) => ({
              path,
              content: after,
              previousSha: there.tree.get(path)?.sha,
            })),
          });
    return {
      record: {
        ...record,
        step: 'committed',
        headCommit: commit,
        files: draft.files,
        says: 'The commit is there; the pull request is next.',
      },
      events: [{ kind: 'committed', says: `Commit ${commit.slice(0, 10)}` }],
    };
  }

  async #open(record: ChangeRecord, repository: Repository): Promise<Stepped> {
    const { files, draft } = await this.#draft(
      record,
      repository,
      record.baseCommit ?? '',
    );
    const body = pullRequestBody(record, {
      changeUrl: this.#options.urlOf(record.id),
      checks: draft.checks,
      maxLength: repository.maxBodyLength,
      revert: record.expiresAt
        ? draft.edits.map(({ path, before, after }) =>
            diffOf({ path, before: after, after: before }),
          )
        : undefined,
    });
    const owners = codeOwnersOf(
      files.files,
      record.files.map(({ path }) => path),
    );
    const team = record.owner?.replace(/^.*\//, '');
    const content = {
      title: record.title,
      body,
      draft: record.draft,
      labels: ['mesh', `environment/${record.environment}`],
      reviewers: owners.length > 0 || !team ? undefined : [team],
    };
    const contentHash = hashOf(content);
    const known =
      record.pullRequest ??
      (await repository.findPullRequest(record.branch, record.base));
    const { pullRequest, warnings } =
      known === undefined
        ? await repository.openPullRequest({
            ...content,
            head: record.branch,
            base: record.base,
          })
        : record.contentHash === contentHash
        ? { pullRequest: known, warnings: [] }
        : await repository.updatePullRequest(known.number, content);
    const { number, url } = pullRequest;
    const { now } = this.#options;
    if (record.headCommit) {
      await repository.setCheck(record.headCommit, {
        name: 'mesh/effect',
        state: 'success',
        description: record.effect.sentences[0]?.slice(0, 130),
        url: this.#options.urlOf(record.id),
      });
    }
    const isNew = record.pullRequest === undefined;
    for (const older of record.supersedes ?? []) {
      await supersede(older, record, number, this.#options);
    }
    return {
      record: {
        ...record,
        step: 'opened',
        state: 'proposed',
        contentHash,
        pullRequest: { number, url },
        reached: {
          ...record.reached,
          proposed: record.reached.proposed ?? {
            at: now().toISOString(),
            by: record.requester,
          },
        },
        says: 'Waits for review and merge.',
        nextAt: 0,
      },
      events: [
        {
          kind: isNew ? 'proposed' : 'updated',
          says: `Pull request ${number} ${isNew ? 'opened' : 'updated'}`,
          by: record.requester,
        },
        ...warnings.map(says => ({ kind: 'warning', says })),
      ],
    };
  }

  /** Takes away what is there of a change: it closes the pull request, and the branch goes where nobody else committed. */
  withdraw(record: ChangeRecord): Promise<Stepped> {
    const repository = this.#options.hosts.get(record.repository);
    return withdraw(record, repository, async head => {
      const base = await repository.head(record.base);
      return (
        (base !== undefined && (await repository.contains(base, head))) ||
        (record.headCommit === undefined &&
          (await this.#missing(record, repository, head)).missing.length === 0)
      );
    });
  }

  /** Begins again on a new branch; the pull request so far is closed with a word about it. */
  async replace(record: ChangeRecord, why: string): Promise<Stepped> {
    const repository = this.#options.hosts.get(record.repository);
    const attempt = record.attempt + 1;
    const branch = branchOf(
      record.environment,
      subjectOf(record),
      record.reverts ? `revert-${record.template}` : record.template,
      record.intent,
      attempt,
    );
    if (record.pullRequest) {
      const { number } = record.pullRequest;
      await repository.comment(
        number,
        `mesh-replaced-${record.id}`,
        `${why} It goes on with the branch ${branch}.`,
      );
      await repository.closePullRequest(number);
    }
    return {
      record: {
        ...record,
        attempt,
        branch,
        step: 'planned',
        state: 'planned',
        headCommit: undefined,
        pullRequest: undefined,
        contentHash: undefined,
        files: [],
        checks: [],
        reviews: [],
        conflicts: [],
        says: why,
        nextAt: 0,
      },
      events: [{ kind: 'replaced', says: `${why} New branch ${branch}.` }],
    };
  }
}
