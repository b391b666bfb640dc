import { resolve } from 'node:path';
import { ConfigReader } from '@backstage/config';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { GiteaRepositoryHost } from '@ecotrack/backstage-plugin-service-mesh-backend-module-gitea';
import type { Platform } from '@ecotrack/ecotrack-sim';
import { builtInTemplates } from '@ecotrack/mesh-changes';
import type { Knex } from 'knex';
import { readServiceMeshConfig } from '../../config/readServiceMeshConfig';
import { ObjectChangeStore } from '../../database/ObjectChangeStore';
import { EnvironmentRegistry } from '../../environments/EnvironmentRegistry';
import { ChangeService } from '../ChangeService';
import { ChangeWorker } from '../ChangeWorker';
import { ChangeWriter } from '../outbox/ChangeWriter';
import { ChangeContexts } from '../preview/ChangeContexts';
import { Drafter } from '../preview/Drafter';
import { GitReader } from '../repositories/GitReader';
import { RepositoryHosts } from '../repositories/RepositoryHosts';
import { Borders } from '../requests/Borders';
import { ChangeActions } from '../requests/ChangeActions';
import { Proposals } from '../requests/Proposals';
import { ChangeStore } from '../store/ChangeStore';
import { TemplateRegistry } from '../TemplateRegistry';
import type { ChangeEvent } from '../types';

const FOLDER = 'ecotrack/overlays/production';

/** Where the changes of tests go. */
export const REPOSITORY = 'platform/mesh-gitops';

/** Somebody who may do everything. */
export const CREDENTIALS = mockCredentials.user('user:default/sam');

function configOf({ forgeUrl, forgeToken }: Platform, autoMerge: boolean) {
  return new ConfigReader({
    integrations: {
      gitea: [
        {
          host: new URL(forgeUrl).host,
          baseUrl: forgeUrl,
          username: 'portal',
          password: forgeToken,
        },
      ],
    },
    serviceMesh: {
      environments: [
        {
          name: 'production',
          manifests: resolve(__dirname, '../../../../../examples', FOLDER),
          repository: {
            url: `${forgeUrl}/${REPOSITORY}`,
            path: FOLDER,
            autoMerge,
          },
        },
      ],
    },
  });
}

/** One back end of several on the same database and forge: everything about changes, without the plugin around it. */
export function startReplica(
  platform: Platform,
  knex: Knex,
  options: {
    now?: () => Date;
    autoMerge?: boolean;
    afterStep?: () => void;
  } = {},
) {
  const { now = () => new Date(), autoMerge = false, afterStep } = options;
  const root = configOf(platform, autoMerge);
  const logger = mockServices.logger.mock();
  const registry = EnvironmentRegistry.create({
    config: readServiceMeshConfig(root),
    root,
    logger,
    changes: new ObjectChangeStore(knex),
  });
  const hosts = new RepositoryHosts();
  hosts.add(GiteaRepositoryHost.fromConfig(root));
  const templates = new TemplateRegistry();
  templates.add(...builtInTemplates);
  const store = new ChangeStore(knex);
  const git = new GitReader(now);
  const drafter = new Drafter(new ChangeContexts(now));
  const told: Omit<ChangeEvent, 'at'>[] = [];
  const journal = {
    tell: async (_: unknown, events: readonly Omit<ChangeEvent, 'at'>[]) => {
      told.push(...events);
    },
  };
  const common = { registry, hosts, git, drafter, store, journal, logger, now };
  const permissions = { mayPropose: async () => ({ allowed: true }) };
  const writer = new ChangeWriter({
    ...common,
    templates,
    urlOf: id => `http://portal.example/mesh/changes/${id}`,
  });
  const worker = new ChangeWorker({ ...common, writer, afterStep });
  const proposals = new Proposals({
    ...common,
    worker,
    permissions,
    owners: { ownerOf: async () => 'group:default/payments-team' },
    borders: new Borders({
      registry,
      permissions: { mayRead: async all => all.map(() => true) },
    }),
  });
  const service = new ChangeService({
    drafter,
    templates,
    store,
    proposals,
    permissions,
    now,
  });
  const actions = new ChangeActions({
    ...common,
    templates,
    writer,
    worker,
    proposals,
    service,
  });
  const environment = registry.get('production');
  return {
    store,
    worker,
    told,
    service,
    /** Asks for weights of payment-service. */
    propose: (v2: number, more: object = {}) =>
      service.propose(
        environment,
        {
          template: 'traffic-weights',
          parameters: {
            namespace: 'ecotrack',
            service: 'payment-service',
            weights: [
              { version: 'v1', weight: 100 - v2 },
              { version: 'v2', weight: v2 },
            ],
          },
          acknowledgeUnknown: true,
          draft: false,
          dryRun: false,
          ...more,
        },
        CREDENTIALS,
        'user:default/sam',
      ),
    act: async (id: string, action: string) =>
      actions.act(
        await service.get(id),
        { action, dryRun: false },
        CREDENTIALS,
        'user:default/sam',
      ),
    /** Looks at a change at once, whenever it is due. */
    look: async (id: string) => {
      await worker.run();
      await worker.runOne(id);
      return service.get(id);
    },
  };
}
