import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { EnvironmentPolicy } from './EnvironmentPolicy';

/** The portal's permission policy; replace it to follow other rules. */
export default createBackendModule({
  pluginId: 'permission',
  moduleId: 'environment-policy',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        policy: policyExtensionPoint,
      },
      async init({ config, policy }) {
        policy.setPolicy(EnvironmentPolicy.fromConfig(config));
      },
    });
  },
});
