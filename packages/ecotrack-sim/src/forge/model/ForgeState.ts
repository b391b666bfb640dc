import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { RepositoryFacts } from './ForgeRepository';
import type {
  Label,
  Organization,
  PullRequest,
  Status,
  User,
  Webhook,
} from './types';

/** What the forge knows of a repository that Git does not keep. */
export interface RepositoryRecord {
  facts: RepositoryFacts;
  pullRequests: PullRequest[];
  labels: Label[];
  statuses: Status[];
  webhooks: Webhook[];
}

/** What the forge knows beside its repositories on disk. */
export interface ForgeRecord {
  users: User[];
  organizations: Organization[];
  repositories: RepositoryRecord[];
}

/** The record as one JSON file, which is replaced whole. */
export class ForgeState {
  readonly record: ForgeRecord;

  constructor(private readonly file: string) {
    this.record = this.#read();
  }

  readonly save = (): void => {
    mkdirSync(dirname(this.file), { recursive: true });
    const next = `${this.file}.next`;
    writeFileSync(next, JSON.stringify(this.record), { mode: 0o600 });
    renameSync(next, this.file);
  };

  #read(): ForgeRecord {
    try {
      return JSON.parse(readFileSync(this.file, 'utf8'));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
        return { users: [], organizations: [], repositories: [] };
      }
      throw new Error(
        `The state of the forge in ${this.file} cannot be read. Delete its folder to start afresh.`,
        { cause: error },
      );
    }
  }
}
