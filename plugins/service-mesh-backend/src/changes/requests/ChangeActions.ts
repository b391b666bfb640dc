import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import type { ChangeProposal } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { EnvironmentRegistry } from '../../environments/EnvironmentRegistry';
import type { ChangeJournal } from '../ChangeJournal';
import type { ChangeService } from '../ChangeService';
import type { ChangeWorker } from '../ChangeWorker';
import type { ChangeWriter } from '../outbox/ChangeWriter';
import { presentChange } from '../present';
import type { GitReader } from '../repositories/GitReader';
import type { RepositoryHosts } from '../repositories/RepositoryHosts';
import type { ChangeStore } from '../store/ChangeStore';
import type { TemplateRegistry } from '../TemplateRegistry';
import type { ChangeRecord } from '../types';
import type { Proposals } from './Proposals';

/** The worker writes a change down that often at most while it makes its pull request. */
const MAX_TRIES = 10;

/** What actions on changes need. */
export interface ChangeActionsOptions {
  registry: EnvironmentRegistry;
  hosts: RepositoryHosts;
  git: GitReader;
  templates: TemplateRegistry;
  store: ChangeStore;
  writer: ChangeWriter;
  worker: ChangeWorker;
  journal: Pick<ChangeJournal, 'tell'>;
  proposals: Proposals;
  service: ChangeService;
  now: () => Date;
}

/** Goes on with changes: takes them back, proposes them again, withdraws them. */
export class ChangeActions {
  readonly #options: ChangeActionsOptions;

  constructor(options: ChangeActionsOptions) {
    this.#options = options;
    options.worker.reverter = record => this.#revertExpired(record);
  }

  async act(
    record: ChangeRecord,
    request: { action: string; dryRun?: boolean; reason?: string },
    credentials: BackstageCredentials,
    ref: string,
  ): Promise<ChangeProposal> {
    const { worker, registry, templates, proposals, service } = this.#options;
    const { action, dryRun = true, reason } = request;
    if (action === 'refresh') {
      await worker.runOne(record.id);
      return this.#shown(record.id);
    }
    const detail = await service.detail(record, credentials);
    const known = detail.actions.find(entry => entry.action === action);
    if (!known?.allowed) {
      const isDenied = detail.actions.every(
        entry => entry.action === 'refresh' || !entry.allowed,
      );
      throw isDenied
        ? new NotAllowedError(known?.reason)
        : new InputError(`${known?.reason} (action)`);
    }
    if (action === 'revert' || action === 'repropose') {
      const proposal = await proposals.ask(
        registry.get(record.environment),
        {
          template: templates.get(record.template),
          parameters: record.parameters,
          reason,
          acknowledgeUnknown: true,
          reverts: action === 'revert' ? record : undefined,
        },
        { credentials, ref, dryRun },
      );
      if (!dryRun && proposal.change) {
        await this.#link(record, proposal.change.id, action);
      }
      return proposal;
    }
    if (dryRun) {
      return this.#shown(record.id);
    }
    if (action === 'withdraw') {
      await this.#withdraw(record.id, ref, reason);
    } else {
      await this.#startAgain(record, ref);
    }
    return this.#shown(record.id);
  }

  async #shown(id: string): Promise<ChangeProposal> {
    return {
      change: presentChange(
        await this.#options.service.get(id),
        this.#options.now(),
      ),
    };
  }

  async #link(
    record: ChangeRecord,
    id: string,
    action: 'revert' | 'repropose',
  ): Promise<void> {
    const { store, now } = this.#options;
    await store.save(
      {
        ...(await this.#options.service.get(record.id)),
        ...(action === 'revert' ? { revertedBy: id } : { supersededBy: id }),
      },
      now(),
      [{ kind: action, says: `Goes on with the change ${id}` }],
    );
  }

  /** Ends a change at once; what is there of it at the host goes by the worker, which may be writing it just now. */
  async #withdraw(id: string, by: string, reason?: string): Promise<void> {
    const { store, journal, now, service, worker } = this.#options;
    const says = `Withdrawn${reason ? `: ${reason}` : ''}`;
    const events = [{ kind: 'closed', says, by }];
    for (let tries = 1; ; tries++) {
      const record = await service.get(id);
      if (!record.isOpen) {
        return;
      }
      try {
        const saved = await store.save(
          {
            ...record,
            step: 'withdrawing',
            state: 'closed',
            isOpen: false,
            says: `${says}.`,
            problem: undefined,
            failures: 0,
            nextAt: 0,
          },
          now(),
          events,
        );
        await journal.tell(saved, events);
        break;
      } catch (error) {
        if (!(error instanceof ConflictError) || tries === MAX_TRIES) {
          throw error;
        }
      }
    }
    await worker.runOne(id);
  }

  async #startAgain(record: ChangeRecord, by: string): Promise<void> {
    const { writer, store, journal, now, git, hosts } = this.#options;
    const repository = hosts.get(record.repository);
    const head = await repository.head(record.base);
    const { record: replaced, events } = await writer.replace(
      record,
      `${by} asked to begin again without the edits of others.`,
    );
    const files = head ? await git.at(repository, head) : undefined;
    const saved = await store.save(
      { ...replaced, baseCommit: files?.commit, isOpen: true, isActive: true },
      now(),
      events,
    );
    await journal.tell(saved, events);
    this.#options.proposals.kick(saved.id);
  }

  async #revertExpired(
    record: ChangeRecord,
  ): Promise<ChangeRecord | undefined> {
    const { registry, templates, store, proposals } = this.#options;
    const { change } = await proposals.ask(
      registry.get(record.environment),
      {
        template: templates.get(record.template),
        parameters: record.parameters,
        reason: `Its time is over since ${record.expiresAt}.`,
        acknowledgeUnknown: true,
        reverts: record,
      },
      { ref: record.requester, dryRun: false },
    );
    return change && store.get(change.id);
  }
}
