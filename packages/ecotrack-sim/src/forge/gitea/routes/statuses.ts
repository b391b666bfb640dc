import type { Status } from '../../model/types';
import { GiteaProblem } from '../GiteaProblem';
import type { GiteaRouter, RepositoryCall } from '../GiteaRouter';
import { combinedStatusJson, statusJson } from '../json/status';
import { pageOf } from '../paging';

const STATES: readonly string[] = [
  'pending',
  'success',
  'error',
  'failure',
  'warning',
] satisfies Status['state'][];

const isState = (text: string): text is Status['state'] =>
  STATES.includes(text);

async function listStatuses(call: RepositoryCall) {
  const { forge, repository, params } = call;
  const { sha } = await repository.commit(params[0] ?? params.sha);
  return pageOf(call, repository.statuses.list(sha), status =>
    statusJson(forge, repository, status),
  );
}

/** What checks say of commits. */
export function statusRoutes(router: GiteaRouter): void {
  router.onRepository('get', '/statuses/:sha', listStatuses);
  router.onRepository('get', '/commits/*/statuses', listStatuses);

  router.onRepository(
    'get',
    '/commits/*/status',
    async ({ forge, repository, params }) => {
      const { sha } = await repository.commit(params[0]);
      return { json: combinedStatusJson(forge, repository, sha) };
    },
  );

  router.onRepository('post', '/statuses/:sha', async call => {
    const { forge, repository, params, body, user } = call;
    const { sha } = await repository.commit(params.sha);
    const state = body.required('state');
    if (!isState(state)) {
      throw new GiteaProblem(
        422,
        `[state]: must be one of ${STATES.join(', ')}`,
      );
    }
    const status = repository.statuses.add({
      sha,
      state,
      context: body.text('context') || 'default',
      description: body.text('description') ?? '',
      targetUrl: body.text('target_url') ?? '',
      by: user().login,
      at: forge.now(),
    });
    return { status: 201, json: statusJson(forge, repository, status) };
  });
}
