import { GiteaProblem } from '../GiteaProblem';
import type { GiteaRouter } from '../GiteaRouter';
import { webhookJson } from '../json/webhook';
import { pageOf } from '../paging';

/** `hooks`; only who may write sees them. */
export function webhookRoutes(router: GiteaRouter): void {
  router.onRepository('get', '/hooks', call => {
    call.user();
    return pageOf(call, call.repository.webhooks.list(), webhookJson);
  });

  router.onRepository('post', '/hooks', ({ repository, body }) => {
    const config = body.object('config');
    if (body.required('type') !== 'gitea') {
      throw new GiteaProblem(422, '[type]: must be gitea');
    }
    const events = body.texts('events');
    const hook = repository.webhooks.create({
      url: config.required('url'),
      secret: config.text('secret') ?? '',
      events: events.length > 0 ? events : ['push'],
      active: body.flag('active') ?? false,
    });
    return { status: 201, json: webhookJson(hook) };
  });

  router.onRepository(
    'delete',
    '/hooks/:id(\\d+)',
    ({ repository, params }) => {
      if (!repository.webhooks.remove(Number(params.id))) {
        throw new GiteaProblem(404, `There is no webhook ${params.id}.`);
      }
      return { status: 204 };
    },
  );
}
