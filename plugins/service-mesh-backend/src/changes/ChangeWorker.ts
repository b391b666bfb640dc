import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import { declaredForm } from '@ecotrack/mesh-changes';
import { RepositoryError } from '@ecotrack/backstage-plugin-service-mesh-node';
import type { EnvironmentRegistry } from '../environments/EnvironmentRegistry';
import type { ChangeJournal } from './ChangeJournal';
import type { ChangeWriter, Stepped } from './outbox/ChangeWriter';
import type { Drafter } from './preview/Drafter';
import { environmentRepository } from './repositories/environmentRepository';
import type { GitReader } from './repositories/GitReader';
import type { RepositoryHosts } from './repositories/RepositoryHosts';
import type { ChangeStore } from './store/ChangeStore';
import { trackCluster } from './tracking/trackCluster';
import { trackPullRequest } from './tracking/trackPullRequest';
import type { ChangeRecord } from './types';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MAX_STEPS = 12;

/** What the worker asks for beside writing: a change that takes an ended one back. */
export type Reverter = (
  record: ChangeRecord,
) => Promise<ChangeRecord | undefined>;

/** What the worker works with. */
export interface WorkerOptions {
  store: ChangeStore;
  writer: ChangeWriter;
  journal: Pick<ChangeJournal, 'tell'>;
  registry: EnvironmentRegistry;
  hosts: RepositoryHosts;
  git: GitReader;
  drafter: Drafter;
  logger: LoggerService;
  now: () => Date;
  /** Called after every step that was written down; a test ends the process there. */
  afterStep?: (record: ChangeRecord) => void;
}

function isWritten({ step, state }: ChangeRecord): boolean {
  return (
    step === 'opened' || (state === 'needs-attention' && step !== 'withdrawing')
  );
}

/** When to look again: soon while something is under way, ever less often for what lies around. */
function nextLook(record: ChangeRecord, now: number): number {
  const age = now - Date.parse(record.createdAt);
  switch (record.state) {
    case 'planned':
      return now;
    case 'merged':
    case 'synced':
      return now + 3 * SECOND;
    case 'live':
      return Math.max(
        record.expiresAt ? Date.parse(record.expiresAt) : 0,
        now + 30 * SECOND,
      );
    case 'needs-attention':
      return now + 5 * MINUTE;
    default:
      return (
        now + (age < HOUR ? 15 * SECOND : age < 7 * DAY ? 5 * MINUTE : DAY)
      );
  }
}

/** Brings changes on their way, one step after the other. Killed anywhere, the next one goes on. */
export class ChangeWorker {
  readonly #options: WorkerOptions;
  readonly #id = randomUUID();
  readonly #working = new Map<string, Promise<void>>();
  #running: Promise<void> | undefined;
  #again = false;
  #revert: Reverter = async () => undefined;

  constructor(options: WorkerOptions) {
    this.#options = options;
  }

  /** Who proposes the end of time-boxed changes. */
  set reverter(revert: Reverter) {
    this.#revert = revert;
  }

  /** Works on everything that is due; calls while it runs make it look once more. */
  run(): Promise<void> {
    if (this.#running) {
      this.#again = true;
      return this.#running;
    }
    this.#running = this.#drain().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #drain(): Promise<void> {
    const { store, now } = this.#options;
    do {
      this.#again = false;
      for (;;) {
        const record = await store.claim(this.#id, now());
        if (!record) {
          break;
        }
        await this.#start(record);
      }
    } while (this.#again);
  }

  /** Works on one change at once, after what is under way with it; unless another replica does. */
  async runOne(id: string): Promise<void> {
    await this.#working.get(id)?.catch(() => undefined);
    const record = await this.#claim(id);
    if (record) {
      await this.#start(record);
    }
  }

  async #claim(id: string): Promise<ChangeRecord | undefined> {
    const { store, now } = this.#options;
    await store.wake(id);
    return store.claim(this.#id, now(), id);
  }

  async #start(record: ChangeRecord): Promise<void> {
    const work = this.#work(record).finally(() =>
      this.#working.delete(record.id),
    );
    this.#working.set(record.id, work);
    await work;
  }

  async #work(claimed: ChangeRecord): Promise<void> {
    const { store, logger } = this.#options;
    let record = claimed;
    let isOvertaken = false;
    try {
      for (let step = 0; step < MAX_STEPS; step++) {
        const before = record;
        record = await this.#save(await this.#step(record));
        if (isWritten(before) && (isWritten(record) || !record.isActive)) {
          break;
        }
        if (!record.isActive) {
          break;
        }
      }
    } catch (error) {
      isOvertaken =
        error instanceof ConflictError ||
        (await this.#failed(record, error as Error));
    } finally {
      await store
        .release(claimed.id, this.#id)
        .catch(error =>
          logger.warn(`A change stays claimed: ${error.message}`),
        );
    }
    const next = isOvertaken && (await this.#withdrawn(claimed.id));
    if (next) {
      await this.#work(next);
    }
  }

  /** A change that was withdrawn while a step of it was under way: what the step left has to go at once. */
  async #withdrawn(id: string): Promise<ChangeRecord | undefined> {
    const record = await this.#options.store.get(id);
    return record?.isActive && record.step === 'withdrawing'
      ? this.#claim(id)
      : undefined;
  }

  async #save({ record, events }: Stepped): Promise<ChangeRecord> {
    const { store, journal, now, afterStep } = this.#options;
    const time = now();
    const saved = await store.save(
      {
        ...record,
        failures: 0,
        problem: record.failures > 0 ? undefined : record.problem,
        nextAt: nextLook(record, time.getTime()),
      },
      time,
      events,
    );
    await journal.tell(saved, events);
    afterStep?.(saved);
    return saved;
  }

  async #step(record: ChangeRecord): Promise<Stepped> {
    const { writer, hosts, now, registry } = this.#options;
    if (record.step === 'withdrawing') {
      return writer.withdraw(record);
    }
    if (!isWritten(record)) {
      return writer.step(record);
    }
    const repository = hosts.get(record.repository);
    switch (record.state) {
      case 'merged':
      case 'synced': {
        const withMerged = record.merged ? record : await this.#merged(record);
        const environment = registry.get(record.environment);
        const { layout } = environmentRepository(environment, registry, hosts);
        return trackCluster(
          withMerged,
          repository,
          environment.snapshot(),
          layout.folder,
          now(),
        );
      }
      case 'live':
        return this.#end(record);
      default: {
        if (!record.pullRequest) {
          return { record, events: [] };
        }
        const looked = await trackPullRequest(record, repository, now());
        if (looked.isOutdated) {
          return writer.replace(
            looked.record,
            `${record.base} moved, and the pull request no longer applied.`,
          );
        }
        return this.#mergeWhereAllowed(looked);
      }
    }
  }

  /** Notes what the merge made of the objects: somebody may have changed the pull request before. */
  async #merged(record: ChangeRecord): Promise<ChangeRecord> {
    const { hosts, git, registry, drafter } = this.#options;
    const repository = hosts.get(record.repository);
    const environment = registry.get(record.environment);
    const target = environmentRepository(environment, registry, hosts);
    const commit = record.mergeCommit ?? (await repository.head(record.base));
    const files = await git.at(repository, commit ?? '');
    const { declared, mesh } = drafter.context(environment, target, files);
    return {
      ...record,
      mergeCommit: commit,
      merged: record.objects.map(({ ref, after }) => {
        const object = declared.get(ref) ?? (after && mesh.get(ref));
        return { ref, object: object ? declaredForm(object) : null };
      }),
    };
  }

  /** Ends of time-boxed changes merge themselves where the environment allows it. */
  async #mergeWhereAllowed({ record, events }: Stepped): Promise<Stepped> {
    const { hosts } = this.#options;
    if (
      !record.autoMerge ||
      record.state !== 'proposed' ||
      !record.pullRequest ||
      !this.#mayMerge(record) ||
      record.checks.some(({ state }) => state !== 'success')
    ) {
      return { record, events };
    }
    await hosts
      .get(record.repository)
      .merge(record.pullRequest.number, record.headCommit ?? '');
    return {
      record,
      events: [
        ...events,
        { kind: 'auto-merged', says: 'Merged because its time is over' },
      ],
    };
  }

  #mayMerge({ environment }: ChangeRecord): boolean {
    const { repository } = this.#options.registry.get(environment).config;
    return repository?.autoMerge ?? false;
  }

  /** The end of a time-boxed change. */
  async #end(record: ChangeRecord): Promise<Stepped> {
    const { now, store } = this.#options;
    if (!record.expiresAt || Date.parse(record.expiresAt) > now().getTime()) {
      return { record, events: [] };
    }
    if (!record.revertedBy) {
      const revert = await this.#revert(record);
      return {
        record: { ...record, revertedBy: revert?.id },
        events: revert
          ? [
              {
                kind: 'expired',
                says: `Its time is over: ${revert.title} is proposed.`,
              },
            ]
          : [],
      };
    }
    const revert = await store.get(record.revertedBy);
    if (!revert || revert.state === 'live') {
      return {
        record: {
          ...record,
          isActive: false,
          says: revert
            ? 'It has ended: the change was taken back.'
            : record.says,
        },
        events: [{ kind: 'ended', says: 'The change was taken back' }],
      };
    }
    if (record.overdueTold || this.#mayMerge(record)) {
      return { record, events: [] };
    }
    const says = `Its time is over, and it still holds: ${revert.says}`;
    return {
      record: { ...record, overdueTold: true },
      events: [{ kind: 'overdue', says }],
    };
  }

  /** @returns whether somebody else wrote the change meanwhile */
  async #failed(record: ChangeRecord, error: Error): Promise<boolean> {
    const { store, journal, logger, now } = this.#options;
    const time = now();
    const isKnown = error instanceof RepositoryError;
    const isTransient =
      !isKnown || error.isTransient || error.problem === 'branch-moved';
    const failures = record.failures + 1;
    const wait = Math.min(
      Math.max(
        (isKnown && error.retryAfter) || 0,
        SECOND * 2 ** Math.min(failures, 9),
      ),
      10 * MINUTE,
    );
    const retryAt = time.getTime() + (isTransient ? wait : 5 * MINUTE);
    logger.warn(`The change ${record.id} waits: ${error.message}`);
    const isNew = record.problem?.says !== error.message;
    const events = isNew
      ? [
          {
            kind: isTransient ? 'waits' : 'needs-attention',
            says: error.message,
          },
        ]
      : [];
    try {
      const saved = await store.save(
        {
          ...record,
          failures,
          problem: {
            says: error.message,
            since: record.problem?.since ?? time.toISOString(),
            retryAt: new Date(retryAt).toISOString(),
          },
          nextAt: retryAt,
        },
        time,
        events,
      );
      await journal.tell(saved, events);
      return false;
    } catch (problem) {
      logger.warn(
        `A change was not written down: ${(problem as Error).message}`,
      );
      return problem instanceof ConflictError;
    }
  }
}
