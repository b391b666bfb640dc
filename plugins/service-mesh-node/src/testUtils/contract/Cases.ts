import { PersonGit } from './PersonGit';
import type {
  Ability,
  HostSetup,
  HostUnderTest,
  TestRepository,
} from './types';

const TIMEOUT = 60_000;

/** Files that every repository of a case has on its default branch. */
export const SEED = {
  'config/app.yaml': '# the app\nname: app\nreplicas: 1\n',
  'config/other.yaml': 'name: other\n',
  'docs/read me.md': 'Read me.\n',
} as const;

/** What a case works with. */
export interface Given extends TestRepository {
  git: PersonGit;
  /** The default branch. */
  base: string;
  /** Its commit at the start. */
  start: string;
}

/** Collects the cases of the contract. */
export class Cases {
  readonly #setup: HostSetup;
  #running: HostUnderTest | undefined;

  constructor(setup: HostSetup) {
    this.#setup = setup;
  }

  get host(): HostUnderTest {
    if (!this.#running) {
      throw new Error('the host did not start');
    }
    return this.#running;
  }

  async start(): Promise<void> {
    this.#running = await this.#setup.start();
  }

  async close(): Promise<void> {
    await this.#running?.close();
  }

  /** One case in a repository of its own; skipped with its reason where the host cannot do what it needs. */
  add(
    title: string,
    check: (given: Given) => Promise<void>,
    ...needs: Ability[]
  ): void {
    const reason = needs
      .map(ability => this.#setup.cannot?.[ability])
      .find(text => text !== undefined);
    if (reason === undefined) {
      it(title, () => this.#run(check), TIMEOUT);
    } else {
      it.skip(`${title} (skipped: ${reason})`, () => this.#run(check));
    }
  }

  async #run(check: (given: Given) => Promise<void>): Promise<void> {
    const created = await this.host.createRepository();
    const git = await PersonGit.clone(created.cloneUrl);
    try {
      const base = await created.repository.defaultBranch();
      const start = await git.commit(
        base,
        Object.entries(SEED).map(([path, content]) => ({ path, content })),
      );
      await check({ ...created, git, base, start });
    } finally {
      await git.remove();
    }
  }
}
