import { resolve } from 'node:path';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { permissionsRegistryServiceFactory } from '@backstage/backend-defaults/permissionsRegistry';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import {
  coreServices,
  createServiceFactory,
  type BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import permissionPlugin from '@backstage/plugin-permission-backend';
import catalogModuleServiceMesh from '@ecotrack/backstage-plugin-catalog-backend-module-service-mesh';
import serviceMeshPlugin from '@ecotrack/backstage-plugin-service-mesh-backend';
import { startPlatform, type Platform } from '@ecotrack/ecotrack-sim';
import policyModule from '../permissions/policyModule';

const EXAMPLES = resolve(__dirname, '../../../../examples');
const ENVIRONMENTS = ['production', 'staging', 'dev'];

/** People of the demonstration, with the groups that they are in. */
const GROUPS: Record<string, string> = {
  'user:default/sam.sre': 'group:default/platform-team',
  'user:default/rita.reader': 'group:default/observers',
};

const userInfo = createServiceFactory({
  service: coreServices.userInfo,
  deps: {},
  factory: () => ({
    getUserInfo: async ({ principal }) => {
      const { userEntityRef } = principal as BackstageUserPrincipal;
      return {
        userEntityRef,
        ownershipEntityRefs: [userEntityRef, GROUPS[userEntityRef]],
      };
    },
  }),
});

/** As in a real portal, a plugin that asks another on behalf of a person is named in the token. */
const auth = createServiceFactory({
  service: coreServices.auth,
  deps: { plugin: coreServices.pluginMetadata },
  factory: ({ plugin }) => {
    const service = mockServices.auth({ pluginId: plugin.getId() });
    const issue = service.getPluginRequestToken.bind(service);
    service.getPluginRequestToken = async options =>
      service.isPrincipal(options.onBehalfOf, 'user')
        ? {
            token: mockCredentials.user.token(
              options.onBehalfOf.principal.userEntityRef,
              { actor: { subject: `plugin:${plugin.getId()}` } },
            ),
          }
        : issue(options);
    return service;
  },
});

function configOf(platform: Platform, catalogFiles: readonly string[]) {
  return {
    permission: {
      enabled: true,
      administrators: ['group:default/platform-team'],
      environments: { production: ['group:default/platform-team'] },
    },
    catalog: {
      processingInterval: { seconds: 1 },
      stitchingStrategy: { mode: 'immediate' },
      rules: [{ allow: ['Component', 'Resource', 'System', 'Domain', 'API'] }],
      locations: catalogFiles.map(target => ({ type: 'file', target })),
      serviceMesh: {
        environments: ['staging', 'dev'],
        schedule: {
          frequency: { seconds: 2 },
          timeout: { minutes: 1 },
          initialDelay: { seconds: 1 },
        },
      },
    },
    kubernetes: {
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: platform.clusters.map(({ name, kubeUrl }) => ({
            name,
            url: kubeUrl,
            authProvider: 'serviceAccount',
            serviceAccountToken: platform.token,
            caData: Buffer.from(platform.ca).toString('base64'),
          })),
        },
      ],
    },
    serviceMesh: {
      environments: platform.clusters.map(({ name, prometheusUrl }) => ({
        name: name.replace('ecotrack-', ''),
        mesh: 'EcoTrack',
        cluster: name,
        prometheus: { url: prometheusUrl },
      })),
    },
  };
}

/**
 * The portal's catalog, policy and mesh back end, against the clusters of EcoTrack, with its catalog.
 * @param catalogFiles - further files of entities
 */
export async function startPortal(...catalogFiles: string[]) {
  const platform = await startPlatform({
    examplesDir: EXAMPLES,
    clusters: ENVIRONMENTS.map(name => `ecotrack-${name}`),
  });
  const backend = await startTestBackend({
    features: [
      catalogPlugin,
      catalogModuleServiceMesh,
      permissionPlugin,
      policyModule,
      serviceMeshPlugin,
      permissionsServiceFactory,
      permissionsRegistryServiceFactory,
      schedulerServiceFactory,
      auth,
      userInfo,
      mockServices.rootConfig.factory({
        data: configOf(platform, [
          resolve(EXAMPLES, 'catalog/ecotrack.yaml'),
          ...catalogFiles,
        ]),
      }),
    ],
  });
  const get = async (person: string, path: string) => {
    const response = await fetch(
      `http://localhost:${backend.server.port()}/api/${path}`,
      {
        headers: {
          authorization: mockCredentials.user.header(`user:default/${person}`),
        },
      },
    );
    return { status: response.status, body: await response.json() };
  };
  return {
    platform,
    get,
    stop: async () => {
      await backend.stop();
      await platform.close();
    },
  };
}
