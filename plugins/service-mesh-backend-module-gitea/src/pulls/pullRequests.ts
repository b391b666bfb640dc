import {
  branchPath,
  RepositoryError,
} from '@ecotrack/backstage-plugin-service-mesh-node';
import type {
  PullRequestContent,
  Repository,
  WrittenPullRequest,
} from '@ecotrack/backstage-plugin-service-mesh-node';
import { z } from 'zod';
import type { GiteaClient } from '../client/GiteaClient';
import { isAnswer } from '../client/GiteaError';
import { countCommits } from '../git/countCommits';
import { complete } from './complete';
import {
  isBetween,
  isDraft,
  pullSchema,
  readPull,
  titleOf,
  withDraft,
} from './readPull';
import type { Pull } from './readPull';

type PullRequests = Pick<
  Repository,
  | 'findPullRequest'
  | 'openPullRequest'
  | 'updatePullRequest'
  | 'pullRequest'
  | 'closePullRequest'
>;

export function pullRequests(client: GiteaClient): PullRequests {
  const addRest = complete(client);
  const get = (number: number) => client.get(`/pulls/${number}`, pullSchema);

  /** Gitea lists the newest first. */
  async function find(
    head: string,
    base: string,
    state: 'open' | 'closed',
  ): Promise<Pull | undefined> {
    const pulls = client.pages('/pulls', z.array(pullSchema), { state });
    for await (const pull of pulls) {
      if (isBetween(pull, head, base)) {
        return pull;
      }
    }
    return undefined;
  }

  const notShown = () =>
    new RepositoryError(
      'unreachable',
      `${client.address.host} has the pull request but does not show it yet.`,
    );

  /** The pull request that was just made. */
  async function shown(number: number): Promise<Pull> {
    try {
      return await get(number);
    } catch (error) {
      throw isAnswer(error, 404) ? notShown() : error;
    }
  }

  async function written(
    pull: Pull,
    content: Partial<PullRequestContent>,
  ): Promise<WrittenPullRequest> {
    const warnings = await addRest(pull, content);
    return { pullRequest: readPull(await get(pull.number)), warnings };
  }

  async function update(
    pull: Pull,
    content: Partial<PullRequestContent>,
  ): Promise<WrittenPullRequest> {
    const title = withDraft(
      content.title ?? titleOf(pull),
      content.draft ?? isDraft(pull),
    );
    const body = content.body ?? pull.body ?? '';
    if (title !== pull.title || body !== (pull.body ?? '')) {
      await client.write(
        'PATCH',
        `/pulls/${pull.number}`,
        { title, body },
        pullSchema,
      );
    }
    return written(pull, content);
  }

  /** Gitea itself opens pull requests without a commit. */
  async function assertDiffers(head: string, base: string): Promise<void> {
    const range = `${branchPath(base)}...${branchPath(head)}`;
    if ((await countCommits(client, range)) === 0) {
      throw new RepositoryError(
        'refused',
        `Branch "${head}" has no commit that "${base}" has not: there is nothing to propose.`,
      );
    }
  }

  return {
    async findPullRequest(head, base) {
      branchPath(head);
      const found =
        (await find(head, base, 'open')) ?? (await find(head, base, 'closed'));
      return found && readPull(await get(found.number));
    },

    async openPullRequest(request) {
      const { title, body, draft = false, head, base } = request;
      await assertDiffers(head, base);
      try {
        const { number } = await client.write(
          'POST',
          '/pulls',
          { title: withDraft(title, draft), body, head, base },
          pullSchema,
        );
        return await written(await shown(number), request);
      } catch (error) {
        if (!isAnswer(error, 409, 422)) {
          throw error;
        }
        const existing = await find(head, base, 'open');
        if (existing) {
          return update(existing, request);
        }
        if (error.status === 422) {
          throw error;
        }
        throw notShown();
      }
    },

    async updatePullRequest(number, content) {
      return update(await get(number), content);
    },

    async pullRequest(number) {
      return readPull(await get(number));
    },

    async closePullRequest(number) {
      if ((await get(number)).state === 'open') {
        await client.write(
          'PATCH',
          `/pulls/${number}`,
          { state: 'closed' },
          pullSchema,
        );
      }
    },
  };
}
