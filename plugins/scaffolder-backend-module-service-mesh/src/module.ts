import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createAuthorizeAction } from './actions/authorize';
import { createCanaryStartAction } from './actions/canaryStart';
import { createChangeAction } from './actions/change';
import { createCheckAction } from './actions/check';
import { createOnboardAction } from './actions/onboard';
import { createRenderAction } from './actions/render';
import { createRepositoryAction } from './actions/repository';
import { createWaitAction } from './actions/wait';
import { MeshClient } from './client/MeshClient';

/** Adds the actions `service-mesh:*` to software templates. @public */
export const scaffolderModuleServiceMesh = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'service-mesh',
  register(env) {
    env.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
      },
      async init({ actions, auth, catalog, config, discovery }) {
        const client = new MeshClient({
          auth,
          discovery,
          appUrl: config.getString('app.baseUrl'),
        });
        actions.addActions(
          createOnboardAction(client, catalog),
          createChangeAction(client),
          createAuthorizeAction(client),
          createCanaryStartAction(client),
          createCheckAction(),
          createRenderAction(client),
          createRepositoryAction(ScmIntegrations.fromConfig(config)),
          createWaitAction(client),
        );
      },
    });
  },
});
