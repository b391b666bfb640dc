import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { repositoryHostsExtensionPoint } from '@ecotrack/backstage-plugin-service-mesh-node';
import { GithubRepositoryHost } from './GithubRepositoryHost';

/** Lets changes be proposed as pull requests at GitHub and GitHub Enterprise. @public */
export const serviceMeshModuleGithub = createBackendModule({
  pluginId: 'service-mesh',
  moduleId: 'github',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        hosts: repositoryHostsExtensionPoint,
      },
      async init({ config, hosts }) {
        hosts.addHost(GithubRepositoryHost.fromConfig(config));
      },
    });
  },
});
