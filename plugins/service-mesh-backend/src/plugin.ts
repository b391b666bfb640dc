import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { MeshAnswers } from './answers/MeshAnswers';
import { readServiceMeshConfig } from './config/readServiceMeshConfig';
import { FirstSeenStore } from './database/FirstSeenStore';
import { ObjectChangeStore } from './database/ObjectChangeStore';
import { openDatabase } from './database/openDatabase';
import { EnvironmentRegistry } from './environments/EnvironmentRegistry';
import { createRouter } from './http/createRouter';
import {
  EnvironmentPermissions,
  registerPermissions,
} from './permissions/environmentPermissions';

/** What is true in the service meshes of the configuration. @public */
export const serviceMeshPlugin = createBackendPlugin({
  pluginId: 'service-mesh',
  register(env) {
    env.registerInit({
      deps: {
        catalog: catalogServiceRef,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        root: coreServices.rootConfig,
      },
      async init({
        catalog,
        database,
        httpAuth,
        httpRouter,
        lifecycle,
        logger,
        permissions,
        permissionsRegistry,
        root,
      }) {
        const config = readServiceMeshConfig(root);
        const knex = await openDatabase(database);
        const changes = new ObjectChangeStore(knex);
        const registry = EnvironmentRegistry.create({
          config,
          root,
          logger,
          changes,
        });
        registerPermissions(
          permissionsRegistry,
          registry.all.map(({ name }) => name),
        );
        httpRouter.use(
          await createRouter({
            httpAuth,
            registry,
            permissions: new EnvironmentPermissions(permissions),
            answers: new MeshAnswers({
              config,
              catalog,
              firstSeen: new FirstSeenStore(knex),
              changes,
            }),
          }),
        );
        lifecycle.addStartupHook(() => registry.start());
        lifecycle.addShutdownHook(() => registry.stop());
      },
    });
  },
});
