import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  changeTemplatesExtensionPoint,
  repositoryHostsExtensionPoint,
} from '@ecotrack/backstage-plugin-service-mesh-node';
import { builtInTemplates } from '@ecotrack/mesh-changes';
import { Gatherer } from './answers/Gatherer';
import { MeshAnswers } from './answers/MeshAnswers';
import { CatalogAnswers } from './answers/CatalogAnswers';
import { CatalogReader } from './catalog/CatalogReader';
import { ReadinessAnswers } from './answers/ReadinessAnswers';
import { createChanges } from './changes/createChanges';
import { RepositoryHosts } from './changes/repositories/RepositoryHosts';
import { TemplateRegistry } from './changes/TemplateRegistry';
import { readServiceMeshConfig } from './config/readServiceMeshConfig';
import { FirstSeenStore } from './database/FirstSeenStore';
import { ObjectChangeStore } from './database/ObjectChangeStore';
import { openDatabase } from './database/openDatabase';
import { EnvironmentRegistry } from './environments/EnvironmentRegistry';
import { createRouter } from './http/createRouter';
import { OnboardingAnswers } from './onboarding/OnboardingAnswers';
import {
  EnvironmentPermissions,
  registerPermissions,
} from './permissions/environmentPermissions';

/** What is true in the service meshes of the configuration. @public */
export const serviceMeshPlugin = createBackendPlugin({
  pluginId: 'service-mesh',
  register(env) {
    const hosts = new RepositoryHosts();
    const templates = new TemplateRegistry();
    templates.add(...builtInTemplates);
    env.registerExtensionPoint(repositoryHostsExtensionPoint, {
      addHost: host => hosts.add(host),
    });
    env.registerExtensionPoint(changeTemplatesExtensionPoint, {
      addTemplate: (...added) => templates.add(...added),
    });
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        root: coreServices.rootConfig,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
      },
      async init({
        catalog,
        database,
        httpAuth,
        httpRouter,
        lifecycle,
        permissions,
        permissionsRegistry,
        root,
        ...services
      }) {
        const config = readServiceMeshConfig(root);
        const knex = await openDatabase(database);
        const seenChanges = new ObjectChangeStore(knex);
        const registry = EnvironmentRegistry.create({
          config,
          root,
          logger: services.logger,
          changes: seenChanges,
        });
        registerPermissions(
          permissionsRegistry,
          registry.all.map(({ name }) => name),
        );
        const gatherer = new Gatherer({
          config,
          catalog,
          firstSeen: new FirstSeenStore(knex),
          changes: seenChanges,
        });
        const changes = createChanges({
          ...services,
          gatherer,
          hosts,
          knex,
          permissions,
          permissionsRegistry,
          registry,
          templates,
          appUrl: (root.getOptionalString('app.baseUrl') ?? '').replace(
            /\/$/,
            '',
          ),
        });
        const environmentPermissions = new EnvironmentPermissions(permissions);
        httpRouter.use(
          await createRouter({
            httpAuth,
            registry,
            permissions: environmentPermissions,
            answers: new MeshAnswers(gatherer),
            readiness: new ReadinessAnswers(gatherer, changes.permissions),
            catalog: new CatalogAnswers({
              gatherer,
              registry,
              catalog: new CatalogReader({ catalog, auth: services.auth }),
              permissions: environmentPermissions,
            }),
            onboarding: new OnboardingAnswers(gatherer, changes.store),
            changes,
          }),
        );
        lifecycle.addStartupHook(async () => {
          registry.start();
          await changes.start();
        });
        lifecycle.addShutdownHook(() => registry.stop());
      },
    });
  },
});
