import { resolve } from 'node:path';
import type { Server } from 'node:http';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { Platform } from '@ecotrack/ecotrack-sim';
import serviceMeshModuleGitea from '@ecotrack/backstage-plugin-service-mesh-backend-module-gitea';
import request from 'supertest';
import { serviceMeshPlugin } from '../plugin';
import { eventually } from './eventually';
import { kubernetesConfig, startCluster } from './platform';

export const BASE = '/api/service-mesh/v1/environments';
/** The environment that nobody may read. */
export const FORBIDDEN = 'closed';

const EXAMPLES = resolve(__dirname, '../../../../examples');

function configOf(platform: Platform, environments: readonly object[]) {
  const [{ name: cluster, prometheusUrl }] = platform.clusters;
  return {
    app: { baseUrl: 'http://portal.example' },
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
    kubernetes: kubernetesConfig(platform),
    serviceMesh: {
      environments: [
        {
          name: 'production',
          mesh: 'Shop',
          cluster,
          prometheus: { url: prometheusUrl },
        },
        {
          name: 'payments',
          mesh: 'Shop',
          cluster,
          namespaces: ['ecotrack'],
          prometheus: { url: prometheusUrl },
        },
        {
          name: FORBIDDEN,
          mesh: 'Shop',
          manifests: resolve(EXAMPLES, 'tai'),
          contact: 'group:default/platform-team',
        },
        ...environments,
      ],
    },
  };
}

const component = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'payments',
    annotations: {
      'backstage.io/kubernetes-id': 'payment-service',
      'backstage.io/kubernetes-namespace': 'ecotrack',
    },
  },
  spec: {},
  relations: [{ type: 'ownedBy', targetRef: 'group:default/payments' }],
};

const nowhere = {
  ...component,
  metadata: {
    name: 'returns',
    annotations: {
      'backstage.io/kubernetes-id': 'returns-service',
      'backstage.io/kubernetes-namespace': 'ecotrack',
    },
  },
};

/** The plugin in a back end, against a simulated cluster and its Prometheus, and a catalog that can be switched off. */
export async function startPlugin({
  syncDelay,
  cluster,
  environments = () => [],
}: {
  syncDelay?: number;
  cluster?: string;
  /** Environments beside the usual ones. */
  environments?: (platform: Platform) => readonly object[];
} = {}) {
  const platform = await startCluster(syncDelay, cluster);
  const catalog = { isAway: false };
  const changes = { areDenied: false };
  const backend = await startTestBackend({
    features: [
      serviceMeshPlugin,
      serviceMeshModuleGitea,
      schedulerServiceFactory,
      mockServices.rootConfig.factory({
        data: configOf(platform, environments(platform)),
      }),
      catalogServiceMock.mock({
        getEntities: async () => {
          if (catalog.isAway) {
            throw new Error('connection refused');
          }
          return { items: [component, nowhere] };
        },
        async *streamEntities() {
          if (catalog.isAway) {
            throw new Error('connection refused');
          }
          yield [component];
          yield [nowhere];
        },
      }).factory,
      mockServices.permissions.mock({
        authorizeConditional: async asked =>
          asked.map(() => ({
            result: changes.areDenied
              ? AuthorizeResult.DENY
              : AuthorizeResult.ALLOW,
          })),
        authorize: async asked =>
          asked.map(question => ({
            result:
              'resourceRef' in question && question.resourceRef === FORBIDDEN
                ? AuthorizeResult.DENY
                : AuthorizeResult.ALLOW,
          })),
      }).factory,
    ],
  });
  const server = backend.server as unknown as Server;
  const get = (path: string) =>
    request(server)
      .get(`${BASE}${path}`)
      .set('authorization', mockCredentials.user.header());
  const post = (path: string, body: object) =>
    request(server)
      .post(`/api/service-mesh/v1${path}`)
      .set('authorization', mockCredentials.user.header())
      .send(body);
  await eventually(
    () => get('/production/overview'),
    ({ body }) => body.sources?.kubernetes.state === 'live',
  );
  return {
    platform,
    catalog,
    changes,
    server,
    get,
    post,
    stop: async () => {
      await backend.stop();
      await platform.close();
    },
  };
}
