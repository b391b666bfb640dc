import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { CallReader } from './CallReader';
import { ObservedCalls } from './ObservedCalls';
import { ObservedCallsProcessor } from './ObservedCallsProcessor';
import { readModuleConfig } from './readModuleConfig';

/** Observed calls beside the declared dependencies of entities. @public */
export const catalogModuleServiceMesh = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'service-mesh',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogProcessingExtensionPoint,
        discovery: coreServices.discovery,
        logger: coreServices.logger,
        root: coreServices.rootConfig,
        scheduler: coreServices.scheduler,
      },
      async init({ catalog, root, scheduler, ...services }) {
        const { environments, schedule, keep } = readModuleConfig(root);
        const calls = new ObservedCalls({ environments, keep, now: Date.now });
        catalog.addProcessor(new ObservedCallsProcessor(calls));
        if (environments.length === 0) {
          return;
        }
        const reader = new CallReader({ ...services, calls, environments });
        await scheduler.scheduleTask({
          ...schedule,
          id: 'service-mesh-observed-calls',
          fn: signal => reader.read(signal),
        });
      },
    });
  },
});
