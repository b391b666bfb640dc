import type { HttpAuthService } from '@backstage/backend-plugin-api';
import type { Environment as EnvironmentSummary } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { Request } from 'express';
import type { CatalogAnswers } from '../answers/CatalogAnswers';
import type { MeshAnswers } from '../answers/MeshAnswers';
import type { ReadinessAnswers } from '../answers/ReadinessAnswers';
import { readTime, readWindow } from '../answers/window';
import type { Environment } from '../environments/Environment';
import type { OnboardingAnswers } from '../onboarding/OnboardingAnswers';
import type { EnvironmentRegistry } from '../environments/EnvironmentRegistry';
import {
  denial,
  type EnvironmentPermissions,
} from '../permissions/environmentPermissions';
import { addChangeRoutes, type ChangeRoutesOptions } from './changeRoutes';
import { createOpenApiRouter } from './generated/router';

const STATUS_WINDOW = '5m';

/** The routes of openapi.yaml. Every route that names an environment is authorized for the caller. */
export async function createRouter({
  httpAuth,
  registry,
  permissions,
  answers,
  catalog,
  readiness,
  onboarding,
  changes,
}: {
  httpAuth: HttpAuthService;
  registry: EnvironmentRegistry;
  permissions: EnvironmentPermissions;
  answers: MeshAnswers;
  readiness: ReadinessAnswers;
  catalog: CatalogAnswers;
  onboarding: OnboardingAnswers;
  changes: Pick<ChangeRoutesOptions, 'service' | 'actions'>;
}) {
  const router = await createOpenApiRouter();

  const caller = (request: unknown) =>
    httpAuth.credentials(request as Request, { allow: ['user', 'service'] });

  const open = async (request: { params: { name: string } }) => {
    const credentials = await caller(request);
    const environment = registry.get(request.params.name);
    await permissions.assertMayRead(environment, credentials);
    return { environment, credentials };
  };

  const windowOf = (request: { query: { window?: string } }) =>
    readWindow(request.query.window ?? '15m');

  const lookBackOf = (request: { query: { window?: string } }) =>
    readWindow(request.query.window ?? '6h');

  const summarize = async (
    environment: Environment,
    readable: boolean,
  ): Promise<EnvironmentSummary> => {
    const { name, title, mesh, cluster, namespaces } = environment.config;
    const common = { name, title, mesh, cluster, namespaces, readable };
    return readable
      ? {
          ...common,
          ...(await answers.status(environment, readWindow(STATUS_WINDOW))),
        }
      : {
          ...common,
          status: 'unknown',
          attention: 0,
          denied: denial(environment),
        };
  };

  router.get('/v1/environments', async (request, response) => {
    const readable = await permissions.mayRead(
      registry.all,
      await caller(request),
    );
    response.json({
      items: await Promise.all(
        registry.all.map((environment, index) =>
          summarize(environment, readable[index]),
        ),
      ),
    });
  });

  router.get('/v1/environments/:name/overview', async (request, response) => {
    const { environment, credentials } = await open(request);
    response.json(
      await answers.overview(environment, windowOf(request), credentials),
    );
  });

  router.get('/v1/environments/:name/topology', async (request, response) => {
    const { environment, credentials } = await open(request);
    const at = readTime(request.query.at, new Date());
    response.json(
      await answers.topology(environment, windowOf(request), credentials, at),
    );
  });

  router.get('/v1/environments/:name/latency', async (request, response) => {
    const { environment } = await open(request);
    const { service, client } = request.query;
    response.json(
      await answers.latency(
        environment,
        windowOf(request),
        [service].flat(),
        client,
      ),
    );
  });

  router.get('/v1/environments/:name/mtls', async (request, response) => {
    const { environment } = await open(request);
    response.json(await answers.mtls(environment, windowOf(request)));
  });

  router.get('/v1/environments/:name/canaries', async (request, response) => {
    const { environment } = await open(request);
    response.json(await answers.canaries(environment, windowOf(request)));
  });

  router.get('/v1/environments/:name/access', async (request, response) => {
    const { environment } = await open(request);
    response.json(await answers.access(environment, windowOf(request)));
  });

  router.get('/v1/environments/:name/findings', async (request, response) => {
    const { environment } = await open(request);
    response.json(await answers.findings(environment));
  });

  router.get('/v1/environments/:name/readiness', async (request, response) => {
    const { environment, credentials } = await open(request);
    const { namespace, mesh } = request.query;
    response.json(
      await readiness.list(environment, windowOf(request), credentials, {
        namespace,
        mesh,
      }),
    );
  });

  router.get(
    '/v1/environments/:name/workloads/:namespace/:kind/:workload/readiness',
    async (request, response) => {
      const { environment, credentials } = await open(request);
      response.json(
        await readiness.workload(
          environment,
          windowOf(request),
          credentials,
          request.params,
        ),
      );
    },
  );

  router.get('/v1/environments/:name/object', async (request, response) => {
    const { environment } = await open(request);
    const { apiVersion, kind, namespace, object } = request.query;
    response.json(
      await answers.object(environment, {
        apiVersion,
        kind,
        namespace,
        name: object,
      }),
    );
  });

  router.get('/v1/environments/:name/services', async (request, response) => {
    const { environment, credentials } = await open(request);
    response.json(
      await answers.services(environment, windowOf(request), credentials),
    );
  });

  router.get('/v1/environments/:name/entities', async (request, response) => {
    const { environment, credentials } = await open(request);
    response.json(await answers.entities(environment, credentials));
  });

  router.get(
    '/v1/environments/:name/services/:namespace/:service',
    async (request, response) => {
      const { environment, credentials } = await open(request);
      const { namespace, service } = request.params;
      response.json(
        await answers.service(
          environment,
          windowOf(request),
          credentials,
          namespace,
          service,
        ),
      );
    },
  );

  router.get(
    '/v1/environments/:name/services/:namespace/:service/onboarding',
    async (request, response) => {
      const { environment, credentials } = await open(request);
      const { namespace, service } = request.params;
      response.json(
        await onboarding.onboarding(
          environment,
          windowOf(request),
          credentials,
          namespace,
          service,
        ),
      );
    },
  );

  router.get('/v1/environments/:name/catalog', async (request, response) => {
    const { environment, credentials } = await open(request);
    response.json(
      await catalog.report(environment, lookBackOf(request), credentials),
    );
  });

  router.get('/v1/dependencies', async (request, response) => {
    response.json(
      await catalog.dependencies(
        request.query.entityRef,
        lookBackOf(request),
        await caller(request),
      ),
    );
  });

  addChangeRoutes(router, { ...changes, registry, permissions, caller, open });

  return router;
}
