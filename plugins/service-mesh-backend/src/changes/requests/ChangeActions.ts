import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError } from '@backstage/errors';
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
      await this.#withdraw(record, ref, reason);
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

  async #withdraw(
    record: ChangeRecord,
    by: string,
    reason?: string,
  ): Promise<void> {
    const { hosts, store, journal, now } = this.#options;
    const repository = hosts.get(record.repository);
    const { number } = record.pullRequest!;
    const says = `Withdrawn${reason ? `: ${reason}` : ''}`;
    await repository.closePullRequest(number);
    const events = [{ kind: 'closed', says, by }];
    const saved = await store.save(
      {
        ...record,
        state: 'closed',
        isOpen: false,
        isActive: false,
        says: `${says}.`,
      },
      now(),
      events,
    );
    await journal.tell(saved, events);
    if (record.headCommit) {
      await repository.deleteBranch(record.branch, record.headCommit);
    }
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
