import type {
  AuditorService,
  AuthService,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { Knex } from 'knex';
import type { Gatherer } from '../answers/Gatherer';
import type { EnvironmentRegistry } from '../environments/EnvironmentRegistry';
import { EnvironmentPermissions } from '../permissions/environmentPermissions';
import { ChangeJournal } from './ChangeJournal';
import { ChangeService } from './ChangeService';
import { ChangeWorker } from './ChangeWorker';
import { ChangeWriter } from './outbox/ChangeWriter';
import {
  ChangePermissions,
  registerChangePermissions,
} from './permissions/changePermissions';
import { ChangeContexts } from './preview/ChangeContexts';
import { Drafter } from './preview/Drafter';
import { GitReader } from './repositories/GitReader';
import type { RepositoryHosts } from './repositories/RepositoryHosts';
import { Borders } from './requests/Borders';
import { ChangeActions } from './requests/ChangeActions';
import { Proposals } from './requests/Proposals';
import { ServiceOwners } from './requests/ServiceOwners';
import { ChangeStore } from './store/ChangeStore';
import type { TemplateRegistry } from './TemplateRegistry';

/** What changes are built on. */
export interface ChangesOptions {
  auditor: AuditorService;
  auth: AuthService;
  events: EventsService;
  gatherer: Gatherer;
  hosts: RepositoryHosts;
  knex: Knex;
  logger: LoggerService;
  notifications: NotificationService;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  registry: EnvironmentRegistry;
  scheduler: SchedulerService;
  signals: SignalsService;
  templates: TemplateRegistry;
  /** Address of the portal, for links in pull requests. */
  appUrl: string;
}

/** Puts the parts of changes together. */
export function createChanges(options: ChangesOptions) {
  const { auth, gatherer, hosts, knex, logger, registry, templates } = options;
  const now = () => new Date();
  const store = new ChangeStore(knex);
  const git = new GitReader(now);
  const drafter = new Drafter(new ChangeContexts(now));
  const journal = new ChangeJournal(options);
  registerChangePermissions(options.permissionsRegistry, async ids =>
    Promise.all(
      ids.map(async id => {
        const { environment, template, owner } = (await store.get(id)) ?? {};
        return environment && template
          ? { environment, template, owner }
          : undefined;
      }),
    ),
  );
  const permissions = new ChangePermissions(
    options.permissions,
    options.permissionsRegistry,
  );
  const writer = new ChangeWriter({
    registry,
    hosts,
    git,
    drafter,
    templates,
    store,
    urlOf: id => `${options.appUrl}/mesh/changes/${id}`,
    now,
  });
  const common = { registry, hosts, git, drafter, store, journal, logger, now };
  const worker = new ChangeWorker({ ...common, writer });
  const proposals = new Proposals({
    ...common,
    worker,
    permissions,
    owners: new ServiceOwners(gatherer, auth),
    borders: new Borders({
      registry,
      permissions: new EnvironmentPermissions(options.permissions),
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
  return {
    service,
    actions,
    store,
    worker,
    permissions,
    /** Begins to look after changes, and to listen to what hosts tell. */
    async start() {
      await options.scheduler.scheduleTask({
        id: 'service-mesh-changes',
        scope: 'local',
        frequency: { seconds: 3 },
        initialDelay: { seconds: 3 },
        timeout: { minutes: 5 },
        fn: () => worker.run(),
      });
      await options.events.subscribe({
        id: 'service-mesh-changes',
        topics: hosts.types,
        onEvent: async ({ topic, eventPayload }) => {
          const event = hosts.readEvent(topic, eventPayload);
          const woken = event ? await store.openOf(event.repositoryUrl) : [];
          for (const { id } of woken) {
            await store.wake(id);
          }
          if (woken.length > 0) {
            await worker.run();
          }
        },
      });
    },
  };
}
