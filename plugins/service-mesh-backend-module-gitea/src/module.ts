import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { repositoryHostsExtensionPoint } from '@ecotrack/backstage-plugin-service-mesh-node';
import { GiteaRepositoryHost } from './GiteaRepositoryHost';

/** Lets changes be proposed as pull requests at Gitea and Forgejo. @public */
export const serviceMeshModuleGitea = createBackendModule({
  pluginId: 'service-mesh',
  moduleId: 'gitea',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        hosts: repositoryHostsExtensionPoint,
      },
      async init({ config, hosts }) {
        hosts.addHost(GiteaRepositoryHost.fromConfig(config));
      },
    });
  },
});
