import { createHash, randomUUID } from 'node:crypto';
import type {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type {
  ChangeProposal,
  ChangeRequest,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { RepositoryError } from '@ecotrack/backstage-plugin-service-mesh-node';
import type { ChangeTemplate } from '@ecotrack/mesh-changes';
import { refKey } from '@ecotrack/mesh-engine';
import type { Environment } from '../../environments/Environment';
import type { EnvironmentRegistry } from '../../environments/EnvironmentRegistry';
import type { ChangeJournal } from '../ChangeJournal';
import type { ChangeWorker } from '../ChangeWorker';
import { branchOf, intentOf } from '../intent';
import type { ChangePermissions } from '../permissions/changePermissions';
import type { Draft, Drafter } from '../preview/Drafter';
import type { Wish } from '../preview/planOf';
import { presentChange } from '../present';
import { environmentRepository } from '../repositories/environmentRepository';
import type { GitReader } from '../repositories/GitReader';
import type { RepositoryHosts } from '../repositories/RepositoryHosts';
import type { ChangeStore } from '../store/ChangeStore';
import { serviceOf, subjectOf } from '../subject';
import { supersedes } from '../supersedes';
import type { ChangeRecord } from '../types';
import type { Borders } from './Borders';
import { previewOf, type Previewed } from './previewOf';
import type { ServiceOwners } from './ServiceOwners';

/** What proposals are made with. */
export interface ProposalsOptions {
  registry: EnvironmentRegistry;
  hosts: RepositoryHosts;
  git: GitReader;
  drafter: Drafter;
  store: ChangeStore;
  worker: ChangeWorker;
  journal: Pick<ChangeJournal, 'tell'>;
  permissions: Pick<ChangePermissions, 'mayPropose'>;
  owners: Pick<ServiceOwners, 'ownerOf'>;
  borders: Pick<Borders, 'judged'>;
  logger: LoggerService;
  now: () => Date;
}

/** What is asked for. */
export type Asked = Partial<
  Pick<ChangeRequest, 'reason' | 'expiresAt' | 'acknowledgeUnknown' | 'draft'>
> & {
  template: ChangeTemplate;
  parameters: JsonObject;
  reverts?: ChangeRecord;
};

/** Who asks, and whether the answer is only looked at. */
export interface Caller {
  /** Undefined for the portal itself. */
  credentials?: BackstageCredentials;
  ref: string;
  dryRun: boolean;
}

const ALLOWED: Previewed['permission'] = { allowed: true };
const TRANSIENT = 'The repository host does not answer';

/** Previews changes and writes down those that are proposed; the worker does the rest. */
export class Proposals {
  readonly #options: ProposalsOptions;

  constructor(options: ProposalsOptions) {
    this.#options = options;
  }

  /** Where an environment is declared, and its files now. @param fresh - whether the head of some seconds ago will not do */
  async place(environment: Environment, fresh: boolean) {
    const { registry, hosts, git } = this.#options;
    const target = environmentRepository(environment, registry, hosts);
    const { repository } = target;
    try {
      const base = target.branch ?? (await repository.defaultBranch());
      const head = fresh
        ? await repository.head(base)
        : await git.recentHead(repository, base);
      if (head === undefined) {
        throw new InputError(
          `There is no branch ${base} in ${repository.url} (repository.branch)`,
        );
      }
      return { target, base, files: await git.at(repository, head) };
    } catch (error) {
      if (error instanceof RepositoryError) {
        throw new InputError(
          `${
            error.isTransient ? TRANSIENT : 'The repository cannot be read'
          }: ${error.message}`,
        );
      }
      throw error;
    }
  }

  async ask(
    environment: Environment,
    asked: Asked,
    { credentials, ref, dryRun }: Caller,
  ): Promise<ChangeProposal> {
    const { borders, drafter, owners, permissions, store, now } = this.#options;
    const { template, parameters, reverts } = asked;
    const { target, base, files } = await this.place(environment, !dryRun);
    const wish: Wish = reverts ? { reverts } : { template, parameters };
    const service = serviceOf(parameters);
    const [drafted, owner] = await Promise.all([
      drafter.draft(environment, target, files, wish),
      owners.ownerOf(environment, service),
    ]);
    const draft = reverts
      ? drafted
      : await borders.judged(environment, drafted, parameters, credentials);
    const intent = reverts
      ? createHash('sha256')
          .update(`revert ${reverts.id}`)
          .digest('hex')
          .slice(0, 16)
      : intentOf(environment.name, template, parameters);
    const [existing, open, attempts, permission] = await Promise.all([
      store.open(intent),
      store.openIn(environment.name),
      store.attempts(intent),
      credentials
        ? permissions.mayPropose(
            { environment: environment.name, template: template.id, owner },
            credentials,
          )
        : ALLOWED,
    ]);
    const touched = new Set(draft.objects.map(edit => refKey(edit.ref)));
    const attempt = existing?.attempt ?? attempts + 1;
    const branch =
      existing?.branch ??
      branchOf(
        environment.name,
        subjectOf({ parameters }),
        reverts ? `revert-${template.id}` : template.id,
        intent,
        attempt,
      );
    const rivals = open.filter(
      ({ id, objects }) =>
        id !== existing?.id &&
        objects.some(edit => touched.has(refKey(edit.ref))),
    );
    const superseded = await this.#superseded(rivals, draft, credentials);
    const previewed: Previewed = {
      draft,
      target,
      files,
      base,
      branch,
      permission,
      request: asked,
      isTimeBoxed: Boolean(template.timeBoxed) && !reverts,
      owner,
      existing,
      rivals,
      superseded,
      now: now(),
    };
    const preview = previewOf(previewed);
    if (dryRun) {
      return {
        preview,
        change: existing && presentChange(existing, now()),
      };
    }
    if (!permission.allowed) {
      throw new NotAllowedError(permission.reason);
    }
    if (draft.unchanged && existing) {
      return { preview, change: presentChange(existing, now()) };
    }
    if (preview.blockedBy.length > 0) {
      throw new InputError(preview.blockedBy.join(' '));
    }
    const time = now().toISOString();
    const record: ChangeRecord = {
      id: existing?.id ?? randomUUID(),
      intent,
      attempt,
      isOpen: true,
      isActive: true,
      environment: environment.name,
      template: template.id,
      templateVersion: template.version,
      title: draft.title,
      parameters,
      reason: asked.reason,
      requester: existing?.requester ?? ref,
      owner,
      service,
      state: 'planned',
      step: 'planned',
      says: 'The branch is next.',
      failures: 0,
      repository: target.repository.url,
      base,
      branch,
      baseCommit: files.commit,
      headCommit: existing?.headCommit,
      pullRequest: existing?.pullRequest,
      contentHash: existing?.contentHash,
      objects: [...draft.objects],
      files: existing?.files ?? draft.files,
      effect: draft.effect,
      notes: draft.notes,
      draft: asked.draft ?? false,
      expiresAt: asked.expiresAt,
      autoMerge: Boolean(reverts) && credentials === undefined,
      reverts: reverts?.id,
      supersedes: superseded.map(({ id }) => id),
      conflicts: [],
      checks: [],
      reviews: [],
      reached: existing?.reached ?? {},
      nextAt: 0,
      version: existing?.version ?? 1,
      createdAt: existing?.createdAt ?? time,
      updatedAt: time,
    };
    const kept = existing
      ? await this.#update(existing, record, ref)
      : await this.#add(record);
    return {
      preview,
      change: presentChange(kept, now()),
      created: !existing && kept.id === record.id,
    };
  }

  async #superseded(
    rivals: readonly ChangeRecord[],
    { objects }: Draft,
    credentials: BackstageCredentials | undefined,
  ): Promise<ChangeRecord[]> {
    const ended: ChangeRecord[] = [];
    for (const rival of rivals) {
      const mayEnd =
        supersedes(objects, rival) &&
        rival.state !== 'edited' &&
        (!credentials ||
          (await this.#options.permissions.mayPropose(rival, credentials))
            .allowed);
      if (mayEnd) {
        ended.push(rival);
      }
    }
    return ended;
  }

  async #add(record: ChangeRecord): Promise<ChangeRecord> {
    const { store, journal, now } = this.#options;
    if (!(await store.add(record))) {
      const other = await store.open(record.intent);
      if (other) {
        return other;
      }
      throw new ConflictError('The same change was just proposed; ask again');
    }
    const events = [
      {
        kind: 'asked',
        says: record.reason ?? record.title,
        by: record.requester,
      },
    ];
    await store.tell(record.id, now(), events);
    await journal.tell(record, events);
    this.kick(record.id);
    return record;
  }

  /** The same wish with other values goes on with the same branch and pull request. */
  async #update(
    existing: ChangeRecord,
    record: ChangeRecord,
    by: string,
  ): Promise<ChangeRecord> {
    const { store, now } = this.#options;
    const isSame =
      JSON.stringify(existing.parameters) ===
        JSON.stringify(record.parameters) &&
      existing.reason === record.reason &&
      existing.expiresAt === record.expiresAt;
    if (isSame && existing.state !== 'needs-attention') {
      this.kick(existing.id);
      return existing;
    }
    const saved = await store.save(record, now(), [
      { kind: 'asked-anew', says: record.title, by },
    ]);
    this.kick(saved.id);
    return saved;
  }

  kick(id: string): void {
    const { worker, logger } = this.#options;
    worker
      .runOne(id)
      .catch(error => logger.warn(`A change waits: ${error.message}`));
  }
}
