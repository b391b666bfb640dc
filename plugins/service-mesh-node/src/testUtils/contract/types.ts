import type { Repository, RepositoryHost } from '../../repositories/types';

/** What not every host of a test run can be made to do. @public */
export type Ability =
  /** Answers wrongly on request. */
  | 'faults'
  /** Refuses changes of a branch. */
  | 'protection'
  /** Knows a second person who reviews. */
  | 'reviews'
  /** Gives a repository another address. */
  | 'rename';

/** An answer to spoil. @public */
export interface HostFault {
  operation:
    | 'read-branch'
    | 'create-branch'
    | 'commit'
    | 'open-pull-request'
    | 'list-pull-requests'
    | 'create-label'
    | 'comment';
  effect: /** It is done, then the connection closes without an answer. */
  | 'lost-response'
    /** Nothing is done; 502. */
    | 'bad-gateway'
    /** Nothing is done; 429 or what the host uses, with the seconds to wait. */
    | 'rate-limit'
    /** Nothing is done; the permission is missing. */
    | 'forbidden'
    /** Pull requests just made are not listed for a second or two. */
    | 'delayed-visibility';
  /** How many answers are spoiled; 1 when absent. */
  times?: number;
  /** Seconds; with `rate-limit`. */
  retryAfter?: number;
}

/** What people do at the host beside the portal. @public */
export interface PersonAtHost {
  /** Their name at the host. */
  name: string;
  merge(number: number, style: 'merge' | 'squash' | 'rebase'): Promise<void>;
  review(
    number: number,
    state: 'approved' | 'changes-requested',
    text: string,
  ): Promise<void>;
  /** Writes a comment below a pull request. */
  comment(number: number, text: string): Promise<void>;
  /** Texts of the comments of a pull request, oldest first. */
  comments(number: number): Promise<readonly string[]>;
  /** Names of the labels of the repository, as often as there are. */
  labels(): Promise<readonly string[]>;
  /** Numbers of all pull requests of a branch. */
  pullRequests(head: string): Promise<readonly number[]>;
  protect(branch: string): Promise<void>;
  /** Gives the repository another name. */
  rename(): Promise<void>;
}

/** An empty repository of its own for one case. @public */
export interface TestRepository {
  repository: Repository;
  /** Address for Git with the credentials of a person in it. */
  cloneUrl: string;
  /** The credential of `repository`: no message may have it. */
  token: string;
  /** The same repository with a token that the host does not know. */
  withWrongToken: Repository;
  /** A repository of the same host that does not exist. */
  missing: Repository;
  person: PersonAtHost;
  /** Spoils the next answers of this kind. */
  fail(fault: HostFault): Promise<void>;
}

/** @public */
export interface HostUnderTest {
  host: RepositoryHost;
  createRepository(): Promise<TestRepository>;
  close(): Promise<void>;
}

/** @public */
export interface HostSetup {
  start(): Promise<HostUnderTest>;
  /** What this host cannot be made to do, each with the reason: its cases are skipped. */
  cannot?: Readonly<Partial<Record<Ability, string>>>;
}
