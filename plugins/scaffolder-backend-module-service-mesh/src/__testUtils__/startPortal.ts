import type { Server } from 'node:http';
import { resolve } from 'node:path';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import scaffolderModuleGitea from '@backstage/plugin-scaffolder-backend-module-gitea';
import serviceMeshPlugin from '@ecotrack/backstage-plugin-service-mesh-backend';
import serviceMeshModuleGitea from '@ecotrack/backstage-plugin-service-mesh-backend-module-gitea';
import { startPlatform, type Platform } from '@ecotrack/ecotrack-sim';
import request from 'supertest';
import { MeshClient } from '../client/MeshClient';
import { scaffolderModuleServiceMesh } from '../module';
import { eventually } from './eventually';
import { TestCatalog } from './TestCatalog';

export const EXAMPLES = resolve(__dirname, '../../../../examples');
export const APP_URL = 'http://portal.example';
const CLUSTER = 'ecotrack-production';

/** What the policy of the test forbids. */
export interface Rules {
  changesAreDenied: boolean;
}

function configOf(platform: Platform) {
  const [cluster] = platform.clusters;
  return {
    app: { baseUrl: APP_URL },
    scaffolder: {
      defaultEnvironment: {
        parameters: { forgeHost: new URL(platform.forgeUrl).host },
      },
    },
    integrations: {
      gitea: [
        {
          host: new URL(platform.forgeUrl).host,
          baseUrl: platform.forgeUrl,
          username: 'portal',
          password: platform.forgeToken,
        },
      ],
    },
    kubernetes: {
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: [
            {
              name: CLUSTER,
              url: cluster.kubeUrl,
              authProvider: 'serviceAccount',
              serviceAccountToken: platform.token,
              caData: Buffer.from(platform.ca).toString('base64'),
            },
          ],
        },
      ],
    },
    serviceMesh: {
      environments: [
        {
          name: 'production',
          mesh: 'Shop',
          cluster: CLUSTER,
          prometheus: { url: cluster.prometheusUrl },
        },
      ],
    },
  };
}

/** The scaffolder with the actions and the service mesh in one back end, against the embedded platform. */
export async function startPortal(entities: readonly Entity[]) {
  const rules: Rules = { changesAreDenied: false };
  const platform = await startPlatform({
    examplesDir: EXAMPLES,
    clusters: [CLUSTER],
    syncDelay: 0,
  });
  const clients: MeshClient[] = [];
  const catalog = new TestCatalog(entities, platform.forge);
  const backend = await startTestBackend({
    features: [
      createBackendPlugin({
        pluginId: 'caller',
        register(env) {
          env.registerInit({
            deps: {
              auth: coreServices.auth,
              discovery: coreServices.discovery,
            },
            async init(deps) {
              clients.push(new MeshClient({ ...deps, appUrl: APP_URL }));
            },
          });
        },
      }),
      scaffolderPlugin,
      scaffolderModuleGitea,
      scaffolderModuleServiceMesh,
      serviceMeshPlugin,
      serviceMeshModuleGitea,
      schedulerServiceFactory,
      mockServices.rootConfig.factory({ data: configOf(platform) }),
      createServiceFactory({
        service: catalogServiceRef,
        deps: {},
        factory: () => catalog.service,
      }),
      mockServices.permissions.mock({
        authorizeConditional: async asked =>
          asked.map(({ permission }) => ({
            result:
              rules.changesAreDenied &&
              permission.name === 'service-mesh.change.propose'
                ? AuthorizeResult.DENY
                : AuthorizeResult.ALLOW,
          })),
        authorize: async asked =>
          asked.map(() => ({ result: AuthorizeResult.ALLOW })),
      }).factory,
    ],
  });
  const server = backend.server as unknown as Server;
  const authorization = mockCredentials.user.header();
  const get = (path: string) =>
    request(server).get(`/api/${path}`).set('authorization', authorization);
  const post = (path: string, body: object) =>
    request(server)
      .post(`/api/${path}`)
      .set('authorization', authorization)
      .send(body);
  await eventually(
    () => get('service-mesh/v1/environments/production/overview'),
    ({ body }) => body.sources?.kubernetes.state === 'live',
  );
  return {
    platform,
    rules,
    catalog,
    client: clients[0],
    get,
    post,
    pulls: () =>
      platform.forge.repository('platform/mesh-gitops').pulls.list('all'),
    stop: async () => {
      await backend.stop();
      await platform.close();
    },
  };
}

export type Portal = Awaited<ReturnType<typeof startPortal>>;
