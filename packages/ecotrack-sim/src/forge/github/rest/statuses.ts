import type { Router } from 'express';
import type { Clock } from '../../../clock/clock';
import type { Status } from '../../model';
import { timestamp } from '../../model/timestamp';
import { GithubAnswer } from '../GithubAnswer';
import { repositoryJson } from '../json/repository';
import { combinedState, statusJson } from '../json/status';
import { neededText, optionalText } from './bodies';
import type { FindScope } from './scope';

const LONGEST_DESCRIPTION = 140;
const STATES: readonly Status['state'][] = [
  'error',
  'failure',
  'pending',
  'success',
];

/** Statuses of commits. No App runs checks here. */
export function statusRoutes(
  router: Router,
  scope: FindScope,
  clock: Clock,
): void {
  const path = '/repos/:owner/:repo';

  router.get(
    `${path}/commits/:revision(*)/check-runs`,
    async (request, response) => {
      const { repository } = scope(request);
      await repository.commit(request.params.revision);
      response.json({ total_count: 0, check_runs: [] });
    },
  );

  router.get(
    `${path}/commits/:revision(*)/status`,
    async (request, response) => {
      const { repository, address } = scope(request);
      const { sha } = await repository.commit(request.params.revision);
      const statuses = repository.statuses.latest(sha);
      response.json({
        sha,
        state: combinedState(statuses),
        total_count: statuses.length,
        statuses: statuses.map(status => statusJson(address, status)),
        repository: repositoryJson(address, repository.facts),
        commit_url: `${address.rest}/commits/${sha}`,
        url: `${address.rest}/commits/${sha}/status`,
      });
    },
  );

  router.post(`${path}/statuses/:sha`, async (request, response) => {
    const { repository, address, writer } = scope(request);
    const by = writer().login;
    const state = STATES.find(known => known === neededText(request, 'state'));
    const description = optionalText(request, 'description') ?? '';
    const resource = 'Status';
    if (!state) {
      throw new GithubAnswer(422, 'Validation Failed', [
        { resource, code: 'invalid', field: 'state' },
      ]);
    }
    if ([...description].length > LONGEST_DESCRIPTION) {
      throw new GithubAnswer(422, 'Validation Failed', [
        {
          resource,
          code: 'custom',
          field: 'description',
          message: `description is too long (maximum is ${LONGEST_DESCRIPTION} characters)`,
        },
      ]);
    }
    const { sha } = await repository.commit(request.params.sha);
    const status = repository.statuses.add({
      sha,
      context: optionalText(request, 'context') ?? 'default',
      state,
      description,
      targetUrl: optionalText(request, 'target_url') ?? '',
      by,
      at: timestamp(clock),
    });
    response.status(201).json(statusJson(address, status));
  });
}
