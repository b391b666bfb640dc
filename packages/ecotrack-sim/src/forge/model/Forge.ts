import { mkdirSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../clock/clock';
import { FaultPlan } from '../faults/FaultPlan';
import { ForgeError } from './ForgeError';
import { ForgeState, type RepositoryRecord } from './ForgeState';
import { Git } from './Git';
import { HostedRepository, type ForgeWatcher } from './HostedRepository';
import { timestamp } from './timestamp';
import type { ForgeEvent, Moved, Organization } from './types';
import { Users } from './Users';

const NAME = /^(?!\.)[\w.-]{1,100}(?<!\.git)(?<!\.)$/;

/** Where a forge keeps itself. */
export interface ForgeOptions {
  clock: Clock;
  /** Kept from start to start; a temporary folder, removed on close, when absent. */
  directory?: string;
}

/** A host of Git repositories: users, organisations, repositories, pull requests, faults. @public */
export class Forge {
  /** Address that people and programs reach it at, without a slash at the end. */
  url = 'http://127.0.0.1';
  readonly users: Users;
  readonly faults: FaultPlan;
  readonly #repositories = new Map<string, HostedRepository>();
  readonly #listeners = new Set<(event: ForgeEvent) => void>();

  private constructor(
    readonly directory: string,
    private readonly clock: Clock,
    private readonly state: ForgeState,
    private readonly isTemporary: boolean,
  ) {
    this.users = new Users(state.record.users, state.save);
    this.faults = new FaultPlan(clock);
  }

  /** @throws when Git is absent or the state cannot be read */
  static async open({ clock, directory }: ForgeOptions): Promise<Forge> {
    await Git.assertPresent();
    const folder = directory ?? mkdtempSync(join(tmpdir(), 'ecotrack-forge-'));
    mkdirSync(folder, { recursive: true });
    const state = new ForgeState(join(folder, 'forge.json'));
    const forge = new Forge(folder, clock, state, directory === undefined);
    for (const record of state.record.repositories) {
      await forge.#host(record);
    }
    return forge;
  }

  /** Sorted by name. */
  get repositories(): HostedRepository[] {
    return [...this.#repositories.values()].sort((a, b) =>
      a.fullName.localeCompare(b.fullName),
    );
  }

  get organizations(): readonly Organization[] {
    return this.state.record.organizations;
  }

  /** @param fullName - `owner/name`, in any case */
  find(fullName: string): HostedRepository | undefined {
    return this.#repositories.get(fullName.toLowerCase());
  }

  /** @throws ForgeError `not-found` */
  repository(fullName: string): HostedRepository {
    const repository = this.find(fullName);
    if (!repository) {
      throw new ForgeError('not-found', `There is no repository ${fullName}.`);
    }
    return repository;
  }

  ensureOrganization(name: string, teams: string[] = []): void {
    const { organizations } = this.state.record;
    if (!organizations.some(other => other.name === name)) {
      organizations.push({ id: 1000 + organizations.length, name, teams });
      this.state.save();
    }
  }

  /** The time of the platform, RFC 3339. */
  now(): string {
    return timestamp(this.clock);
  }

  /** @throws ForgeError `exists`, `invalid` */
  async createRepository(
    owner: string,
    name: string,
    {
      description = '',
      isPrivate = false,
      defaultBranch = 'main',
    }: {
      description?: string;
      isPrivate?: boolean;
      defaultBranch?: string;
    } = {},
  ): Promise<HostedRepository> {
    if (!NAME.test(owner) || !NAME.test(name)) {
      throw new ForgeError(
        'invalid',
        'The name of a repository has letters, digits, dashes, dots and underscores.',
      );
    }
    if (this.find(`${owner}/${name}`)) {
      throw new ForgeError(
        'exists',
        `The repository ${owner}/${name} already exists.`,
      );
    }
    const record: RepositoryRecord = {
      facts: {
        id: this.state.record.repositories.length + 1,
        owner,
        name,
        description,
        isPrivate,
        defaultBranch,
        createdAt: timestamp(this.clock),
      },
      pullRequests: [],
      labels: [],
      statuses: [],
      webhooks: [],
    };
    const repository = await this.#host(record);
    this.state.record.repositories.push(record);
    this.state.save();
    return repository;
  }

  /** Calls the listener after a branch was made or moved, by the API, a merge or a push, until the answer is called. */
  onMoved(listener: (moved: Moved) => void): () => void {
    return this.onEvent(event => {
      if (event.kind === 'push') {
        const { repository, branch, commit } = event;
        listener({ repository, branch, commit });
      }
    });
  }

  /** Calls the listener for all that webhooks tell of, until the answer is called. */
  onEvent(listener: (event: ForgeEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#listeners.clear();
    await Promise.all(this.repositories.map(({ settled }) => settled));
    if (this.isTemporary) {
      await rm(this.directory, { recursive: true, force: true });
    }
  }

  async #host(record: RepositoryRecord): Promise<HostedRepository> {
    const { owner, name } = record.facts;
    const directory = join(
      this.directory,
      'repositories',
      owner,
      `${name}.git`,
    );
    mkdirSync(directory, { recursive: true });
    const watcher: ForgeWatcher = {
      changed: this.state.save,
      tell: event => this.#listeners.forEach(listener => listener(event)),
      isProtected: (repository, branch) =>
        this.faults.isProtected(repository, branch),
      isHidden: (repository, request) =>
        this.faults.isHidden(repository, request),
    };
    const repository = new HostedRepository(
      record,
      directory,
      this.clock,
      watcher,
    );
    await repository.open();
    this.#repositories.set(repository.fullName.toLowerCase(), repository);
    return repository;
  }
}
