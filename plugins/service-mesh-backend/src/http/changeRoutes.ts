import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { ChangeService } from '../changes/ChangeService';
import type { ChangeActions } from '../changes/requests/ChangeActions';
import type { Environment } from '../environments/Environment';
import type { EnvironmentRegistry } from '../environments/EnvironmentRegistry';
import type { EnvironmentPermissions } from '../permissions/environmentPermissions';
import type { createOpenApiRouter } from './generated/router';

/** What the routes of changes need. */
export interface ChangeRoutesOptions {
  registry: EnvironmentRegistry;
  permissions: EnvironmentPermissions;
  service: ChangeService;
  actions: ChangeActions;
  caller: (request: unknown) => Promise<BackstageCredentials>;
  /** The environment of a request, when the caller may read it. */
  open: (request: { params: { name: string } }) => Promise<{
    environment: Environment;
    credentials: BackstageCredentials;
  }>;
}

/** Who asks, by entity reference, or by the name of the service that does. */
function refOf({ principal }: BackstageCredentials): string {
  const { userEntityRef, subject } = principal as {
    userEntityRef?: string;
    subject?: string;
  };
  const ref = userEntityRef ?? subject;
  if (ref === undefined) {
    throw new InputError('Changes need somebody who asks for them: sign in');
  }
  return ref;
}

/** Adds the routes of changes. Each is authorized for the environment, and proposals for the change too. */
export function addChangeRoutes(
  router: Awaited<ReturnType<typeof createOpenApiRouter>>,
  {
    registry,
    permissions,
    service,
    actions,
    caller,
    open,
  }: ChangeRoutesOptions,
): void {
  const openChange = async (request: { params: { id: string } }) => {
    const credentials = await caller(request);
    const record = await service.get(request.params.id);
    await permissions.assertMayRead(
      registry.get(record.environment),
      credentials,
    );
    return { record, credentials };
  };

  router.get('/v1/change-templates', async (request, response) => {
    await caller(request);
    response.json({ items: service.templates() });
  });

  router.post(
    '/v1/environments/:name/changes/form',
    async (request, response) => {
      const { environment } = await open(request);
      response.json(await service.form(environment, request.body));
    },
  );

  router.post('/v1/environments/:name/changes', async (request, response) => {
    const { environment, credentials } = await open(request);
    response.json(
      await service.propose(
        environment,
        request.body,
        credentials,
        refOf(credentials),
      ),
    );
  });

  router.get('/v1/changes', async (request, response) => {
    const credentials = await caller(request);
    const { environment, service: name, open: isOpen, limit } = request.query;
    const wanted = environment ? [registry.get(environment)] : registry.all;
    const readable = await permissions.mayRead(wanted, credentials);
    if (environment && !readable[0]) {
      await permissions.assertMayRead(wanted[0], credentials);
    }
    response.json(
      await service.list(
        { service: name, open: isOpen, limit },
        wanted.filter((_, index) => readable[index]).map(each => each.name),
      ),
    );
  });

  router.get('/v1/changes/:id', async (request, response) => {
    const { record, credentials } = await openChange(request);
    response.json(await service.detail(record, credentials));
  });

  router.post('/v1/changes/:id/actions', async (request, response) => {
    const { record, credentials } = await openChange(request);
    response.json(
      await actions.act(record, request.body, credentials, refOf(credentials)),
    );
  });
}
