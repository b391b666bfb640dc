import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type {
  Change,
  ChangeDetail,
  ChangeForm,
  ChangeProposal,
  ChangeRequest,
  ChangeTemplate as ChangeTemplateOfApi,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import type { Environment } from '../environments/Environment';
import { sourcesOf } from '../questions/input';
import type { ChangePermissions } from './permissions/changePermissions';
import { choicesOf } from './preview/choicesOf';
import { observedCallers } from './preview/observedCallers';
import type { Drafter } from './preview/Drafter';
import { presentChange, presentDetail } from './present';
import type { Proposals } from './requests/Proposals';
import type { ChangeStore } from './store/ChangeStore';
import type { TemplateRegistry } from './TemplateRegistry';
import type { ChangeRecord } from './types';

/** What changes are asked about with. */
export interface ChangeServiceOptions {
  drafter: Drafter;
  templates: TemplateRegistry;
  store: ChangeStore;
  proposals: Proposals;
  permissions: Pick<ChangePermissions, 'mayPropose'>;
  now: () => Date;
}

const NOT_ASKED: Awaited<ReturnType<Drafter['calls']>> = {
  state: { state: 'unavailable', reason: 'It was not asked.' },
};

/** Templates, forms, proposals and what became of them. */
export class ChangeService {
  readonly #options: ChangeServiceOptions;

  constructor(options: ChangeServiceOptions) {
    this.#options = options;
  }

  templates(): ChangeTemplateOfApi[] {
    return this.#options.templates.all
      .map(({ id, version, topic, title, summary, description, ...rest }) => ({
        id,
        version,
        topic,
        title,
        summary,
        description,
        timeBoxed: rest.timeBoxed ?? false,
        parameters: { ...rest.parameters },
      }))
      .sort(
        (a, b) =>
          a.topic.localeCompare(b.topic) || a.title.localeCompare(b.title),
      );
  }

  async form(
    environment: Environment,
    request: ChangeRequest,
  ): Promise<ChangeForm> {
    const { templates, drafter, proposals } = this.#options;
    const template = templates.get(request.template);
    const { target, files } = await proposals.place(environment, false);
    const context = drafter.context(environment, target, files);
    const given = request.parameters as JsonObject;
    const { calls, state: telemetry } = template.parameters.properties?.callers
      ? await drafter.calls(environment)
      : NOT_ASKED;
    return {
      parameters: { ...drafter.current(template, given, context), ...given },
      choices: choicesOf(context.mesh, given),
      observedCallers: observedCallers(context.mesh, calls, given),
      sources: sourcesOf({
        kubernetes: context.kubernetes,
        telemetry,
        snapshotVersion: context.snapshotVersion,
      }),
    };
  }

  async propose(
    environment: Environment,
    request: ChangeRequest,
    credentials: BackstageCredentials,
    ref: string,
  ): Promise<ChangeProposal> {
    const { template, parameters, dryRun = true, ...rest } = request;
    return this.#options.proposals.ask(
      environment,
      {
        ...rest,
        template: this.#options.templates.get(template),
        parameters: parameters as JsonObject,
      },
      { credentials, ref, dryRun },
    );
  }

  async list(
    filter: { service?: string; open?: boolean; limit?: number },
    environments: readonly string[],
  ): Promise<{ answer: string; items: Change[] }> {
    const { store, now } = this.#options;
    const records = await store.list({
      ...filter,
      limit: filter.limit ?? 100,
      environments,
    });
    const open = records.filter(({ isOpen }) => isOpen);
    const onTheWay = records.filter(({ state }) =>
      ['merged', 'synced'].includes(state),
    );
    const stuck = records.filter(
      ({ state, problem }) =>
        ['needs-attention', 'edited'].includes(state) || problem,
    );
    return {
      answer:
        records.length === 0
          ? 'No change was proposed yet.'
          : `${open.length} open, ${onTheWay.length} merged and on the way to the cluster, ${stuck.length} in need of somebody.`,
      items: records.map(record => presentChange(record, now())),
    };
  }

  /** @throws NotFoundError */
  async get(id: string): Promise<ChangeRecord> {
    const record = await this.#options.store.get(id);
    if (!record) {
      throw new NotFoundError(`There is no change "${id}" (id)`);
    }
    return record;
  }

  async detail(
    record: ChangeRecord,
    credentials: BackstageCredentials,
  ): Promise<ChangeDetail> {
    const { store, permissions, now } = this.#options;
    const { environment, template, owner } = record;
    const [events, permission] = await Promise.all([
      store.events(record.id),
      permissions.mayPropose({ environment, template, owner }, credentials),
    ]);
    return presentDetail(record, events, permission, now());
  }
}
