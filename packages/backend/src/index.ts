import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-github-provider'));
backend.add(import('./signIn/demoProviderModule'));

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(import('./catalog/templateKind'));

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('./permissions/policyModule'));

backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));

backend.add(import('@backstage/plugin-kubernetes-backend'));

backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));

backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(import('@backstage/plugin-scaffolder-backend-module-gitea'));
backend.add(
  import('@ecotrack/backstage-plugin-scaffolder-backend-module-service-mesh'),
);

backend.add(
  import('@ecotrack/backstage-plugin-catalog-backend-module-service-mesh'),
);
backend.add(import('@ecotrack/backstage-plugin-service-mesh-backend'));
backend.add(
  import('@ecotrack/backstage-plugin-service-mesh-backend-module-gitea'),
);
backend.add(
  import('@ecotrack/backstage-plugin-service-mesh-backend-module-github'),
);

backend.start();
