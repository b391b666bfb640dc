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
import type { GithubClient } from '../client/GithubClient';
import { isAnswer } from '../client/GithubError';
import { addLabels } from './addLabels';
import { createPull } from './createPull';
import { pullSchema, readPull } from './readPull';
import type { Pull } from './readPull';
import { requestReviewers } from './requestReviewers';
import { setDraft } from './setDraft';

type PullRequests = Pick<
  Repository,
  | 'findPullRequest'
  | 'openPullRequest'
  | 'updatePullRequest'
  | 'pullRequest'
  | 'closePullRequest'
>;

export function pullRequests(client: GithubClient): PullRequests {
  const get = (number: number) => client.get(`/pulls/${number}`, pullSchema);

  const notShownYet = (head: string) =>
    new RepositoryError(
      'unreachable',
      `${client.address.host} has a pull request of "${head}" but does not show it yet.`,
    );

  async function find(head: string, base: string): Promise<Pull | undefined> {
    branchPath(head);
    const pulls = await client.get('/pulls', z.array(pullSchema), {
      head: `${client.address.owner}:${head}`,
      base,
      state: 'all',
      sort: 'created',
      direction: 'desc',
      per_page: 100,
    });
    return pulls.find(({ state }) => state === 'open') ?? pulls[0];
  }

  /** What REST does not take together with title and body. */
  async function complete(
    pull: Pull,
    content: Partial<PullRequestContent>,
    warnings: readonly string[] = [],
  ): Promise<WrittenPullRequest> {
    const more = [
      ...(await addLabels(client, pull, content.labels ?? [])),
      ...(await requestReviewers(client, pull, content.reviewers ?? [])),
    ];
    return {
      pullRequest: readPull(await get(pull.number)),
      warnings: [...warnings, ...more],
    };
  }

  async function update(
    pull: Pull,
    content: Partial<PullRequestContent>,
  ): Promise<WrittenPullRequest> {
    const { title, body, draft } = content;
    const isSame =
      (title ?? pull.title) === pull.title &&
      (body ?? pull.body ?? '') === (pull.body ?? '');
    if (!isSame) {
      await client.write(
        'PATCH',
        `/pulls/${pull.number}`,
        {
          ...(title !== undefined && { title }),
          ...(body !== undefined && { body }),
        },
        pullSchema,
      );
    }
    if (draft !== undefined) {
      await setDraft(client, pull, draft);
    }
    return complete(pull, content);
  }

  return {
    async findPullRequest(head, base) {
      const found = await find(head, base);
      return found && readPull(await get(found.number));
    },

    async openPullRequest(request) {
      try {
        const { pull, warnings } = await createPull(client, request);
        const shown = await get(pull.number).catch((error: unknown) => {
          throw isAnswer(error, 404) ? notShownYet(request.head) : error;
        });
        return await complete(shown, request, warnings);
      } catch (error) {
        if (!isAnswer(error, 422, /already exists/i)) {
          throw error;
        }
        const existing = await find(request.head, request.base);
        if (existing?.state !== 'open') {
          throw notShownYet(request.head);
        }
        return update(existing, request);
      }
    },

    async updatePullRequest(number, content) {
      return update(await get(number), content);
    },

    async pullRequest(number) {
      return readPull(await get(number));
    },

    async closePullRequest(number) {
      const { state } = await get(number);
      if (state === 'open') {
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
