import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import type {
  Environment,
  Topology,
} from '@ecotrack/backstage-plugin-service-mesh-common';

/** A service mesh back end over HTTP that answers what it is told, to services only. */
export class FakeServiceMesh {
  environments: Environment[] = [];
  readonly topologies = new Map<string, Topology>();
  readonly asked: string[] = [];

  readonly plugin = createBackendPlugin({
    pluginId: 'service-mesh',
    register: env =>
      env.registerInit({
        deps: {
          httpAuth: coreServices.httpAuth,
          httpRouter: coreServices.httpRouter,
        },
        init: async ({ httpAuth, httpRouter }) =>
          httpRouter.use(async (request, response) => {
            const { principal } = await httpAuth.credentials(request, {
              allow: ['service'],
            });
            this.asked.push(`${principal.subject} ${request.url}`);
            const answer = this.#answer(request.path);
            response.status(answer ? 200 : 503).json(answer);
          }),
      }),
  });

  #answer(path: string) {
    if (path === '/v1/environments') {
      return { items: this.environments };
    }
    const [, name] = /^\/v1\/environments\/(.+)\/topology$/.exec(path) ?? [];
    return this.topologies.get(name ?? '');
  }
}
