import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type {
  Canary,
  Health,
  Overview,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { matchEntities, type EntityMatch } from '../catalog/matchEntities';
import type { ServiceMeshConfig } from '../config/readServiceMeshConfig';
import type { FirstSeenStore } from '../database/FirstSeenStore';
import type {
  ObjectChangeStore,
  SeenChange,
} from '../database/ObjectChangeStore';
import type { Environment } from '../environments/Environment';
import {
  answerCanaries,
  canariesOf,
} from '../questions/canaries/answerCanaries';
import { canaryHosts } from '../questions/canaries/arms';
import { changesFrom } from '../questions/changes/changesOf';
import {
  sourcesOf,
  type FurtherReadings,
  type QuestionInput,
  type Window,
} from '../questions/input';
import { answerMtls } from '../questions/mtls/answerMtls';
import { answerOverview } from '../questions/overview/answerOverview';
import { answerService } from '../questions/service/answerService';
import { answerServices } from '../questions/services/answerServices';
import { answerTopology } from '../questions/topology/answerTopology';
import type { SourceState } from '../sources/telemetry/types';

/** What the catalog says, and whether it answered. */
type Entities = EntityMatch & { state: SourceState };

const HOUR = 3_600_000;
const STEP = 60;

const ENTITY_FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'metadata.annotations',
  'relations',
];
/** The last hour, aligned so that all who look within a minute ask the same. */
function lastHour(now: Date) {
  const end = new Date(Math.floor(now.getTime() / (STEP * 1000)) * STEP * 1000);
  return { start: new Date(end.getTime() - HOUR), end, step: STEP };
}

/** Gathers what a question needs and asks it. */
export class MeshAnswers {
  readonly #config: ServiceMeshConfig;
  readonly #catalog: CatalogService;
  readonly #firstSeen: FirstSeenStore;
  readonly #changes: ObjectChangeStore;
  readonly #now: () => Date;

  constructor(options: {
    config: ServiceMeshConfig;
    catalog: CatalogService;
    firstSeen: FirstSeenStore;
    changes: ObjectChangeStore;
    now?: () => Date;
  }) {
    this.#config = options.config;
    this.#catalog = options.catalog;
    this.#firstSeen = options.firstSeen;
    this.#changes = options.changes;
    this.#now = options.now ?? (() => new Date());
  }

  /** Without the catalog the mesh is still told: what the catalog adds is missing, and said to be. */
  async #entities(
    environment: Environment,
    credentials: BackstageCredentials,
  ): Promise<Entities> {
    const { mesh } = environment.snapshot();
    try {
      const { items } = await this.#catalog.getEntities(
        { filter: { kind: ['Component', 'Resource'] }, fields: ENTITY_FIELDS },
        { credentials },
      );
      return { ...matchEntities(mesh, items), state: { state: 'live' } };
    } catch (error) {
      return {
        byService: new Map(),
        unmatched: [],
        state: {
          state: 'unavailable',
          reason: `The catalog does not answer (${(error as Error).name}).`,
        },
      };
    }
  }

  async #input(
    environment: Environment,
    window: Window,
    entities?: Entities,
    at?: Date,
  ): Promise<QuestionInput> {
    const { mesh, version, state } = environment.snapshot();
    const key = `traffic ${window.seconds} ${at?.toISOString() ?? 'now'}`;
    const { value, state: telemetry } = await environment.read(key, source =>
      source.traffic(window.seconds, at),
    );
    return {
      environment: environment.name,
      mesh,
      snapshotVersion: version,
      kubernetes: state,
      telemetry,
      traffic: value,
      now: this.#now(),
      window,
      thresholds: this.#config.thresholds,
      catalog: entities?.state,
      entities: entities?.byService ?? new Map(),
      unmatchedEntities: entities?.unmatched ?? [],
    };
  }

  async #further(environment: Environment): Promise<FurtherReadings> {
    const [certificates, alerts, series] = await Promise.all([
      environment.read('certificates', source => source.certificates()),
      environment.read('alerts', source => source.alerts()),
      environment.read('series', source =>
        source.requestSeries(lastHour(this.#now())),
      ),
    ]);
    return {
      certificates: certificates.value,
      alerts: alerts.value,
      series: series.value,
    };
  }

  async #canaries(
    environment: Environment,
    input: QuestionInput,
  ): Promise<Canary[]> {
    const states = input.mesh.canaries();
    const hosts = canaryHosts(input.mesh);
    const [percentiles, firstSeen] = await Promise.all([
      hosts.length > 0
        ? environment.read(
            `percentiles of versions ${hosts} ${input.window.seconds}`,
            source =>
              source.percentiles(hosts, input.window.seconds, {
                byVersion: true,
              }),
          )
        : undefined,
      this.#firstSeen.note(
        environment.name,
        states
          .filter(({ since }) => since === undefined)
          .map(({ id, applied, matches, phase }) => ({
            subject: id,
            form: { applied, matches, phase },
          })),
        input.now,
      ),
    ]);
    const latency = new Map(
      percentiles?.value?.map(({ host, version, p95 }) => [
        `${host} ${version}`,
        p95,
      ]),
    );
    return canariesOf(input, latency, firstSeen);
  }

  async #changesOf(
    environment: Environment,
    { mesh, now }: QuestionInput,
  ): Promise<SeenChange[]> {
    const seen =
      environment.config.cluster === undefined
        ? []
        : await this.#changes.since(
            environment.config.cluster,
            changesFrom(now),
          );
    const { rootNamespace } = mesh.config;
    return seen.filter(({ object }) =>
      environment.includes(object.namespace, rootNamespace),
    );
  }

  async #overview(
    environment: Environment,
    window: Window,
    entities?: Entities,
  ): Promise<{
    input: QuestionInput;
    overview: Overview;
    canaries: Canary[];
    readings: FurtherReadings;
  }> {
    const [input, readings] = await Promise.all([
      this.#input(environment, window, entities),
      this.#further(environment),
    ]);
    const [canaries, changes] = await Promise.all([
      this.#canaries(environment, input),
      this.#changesOf(environment, input),
    ]);
    return {
      input,
      readings,
      canaries,
      overview: answerOverview(input, readings, canaries, changes),
    };
  }

  /** The worst that is known of an environment, for the switch between environments. */
  async status(environment: Environment, window: Window) {
    const { overview } = await this.#overview(environment, window);
    const severities = overview.problems.map(({ severity }) => severity);
    const status: Health = severities.includes('critical')
      ? 'failing'
      : severities.includes('warning')
      ? 'degraded'
      : overview.sources.kubernetes.state === 'unavailable'
      ? 'unknown'
      : 'ok';
    return {
      status,
      attention: severities.filter(severity => severity !== 'info').length,
      sources: overview.sources,
    };
  }

  async overview(
    environment: Environment,
    window: Window,
    credentials: BackstageCredentials,
  ) {
    const entities = await this.#entities(environment, credentials);
    return (await this.#overview(environment, window, entities)).overview;
  }

  async topology(
    environment: Environment,
    window: Window,
    credentials: BackstageCredentials,
    at?: Date,
  ) {
    const entities = await this.#entities(environment, credentials);
    return answerTopology(
      await this.#input(environment, window, entities, at),
      at,
    );
  }

  async mtls(environment: Environment, window: Window) {
    const [input, readings] = await Promise.all([
      this.#input(environment, window),
      this.#further(environment),
    ]);
    return answerMtls(input, readings);
  }

  async canaries(environment: Environment, window: Window) {
    const input = await this.#input(environment, window);
    return answerCanaries(input, await this.#canaries(environment, input));
  }

  async services(
    environment: Environment,
    window: Window,
    credentials: BackstageCredentials,
  ) {
    const entities = await this.#entities(environment, credentials);
    return answerServices(await this.#input(environment, window, entities));
  }

  /** @throws NotFoundError that names the field */
  async service(
    environment: Environment,
    window: Window,
    credentials: BackstageCredentials,
    namespace: string,
    name: string,
  ) {
    const service = environment.snapshot().mesh.service(namespace, name);
    if (!service) {
      throw new NotFoundError(
        `There is no service "${name}" in namespace "${namespace}" of ${environment.name} (service, namespace)`,
      );
    }
    const entities = await this.#entities(environment, credentials);
    const { input, readings, overview, canaries } = await this.#overview(
      environment,
      window,
      entities,
    );
    const pods = service.workloads.flatMap(workload =>
      workload.pods.map(({ ref }) => ref.name),
    );
    const [whole, versions, series, containers] = await Promise.all([
      environment.read(
        `percentiles ${service.host} ${window.seconds}`,
        source => source.percentiles([service.host], window.seconds),
      ),
      environment.read(
        `percentiles of versions ${service.host} ${window.seconds}`,
        source =>
          source.percentiles([service.host], window.seconds, {
            byVersion: true,
          }),
      ),
      environment.read(`series ${service.host}`, source =>
        source.serviceSeries(service.host, lastHour(this.#now())),
      ),
      environment.read(`containers ${service.host}`, source =>
        source.containers(namespace, pods),
      ),
    ]);
    return answerService(
      input,
      service,
      {
        ...readings,
        percentiles: [...(whole.value ?? []), ...(versions.value ?? [])],
        versionSeries: series.value,
        containers: containers.value,
      },
      { overview, canaries, links: environment.config.links },
    );
  }

  async latency(
    environment: Environment,
    window: Window,
    services: string[],
    client?: string,
  ) {
    const input = await this.#input(environment, window);
    const hosts = new Map(
      services.map(name => {
        const [namespace, service] = name.split('/');
        const found = input.mesh.service(namespace, service);
        if (!found) {
          throw new NotFoundError(
            `There is no service "${name}" in ${environment.name} (service)`,
          );
        }
        return [name, found.host];
      }),
    );
    const [namespace, workload] = client?.split('/') ?? [];
    const { value, state } = await environment.read(
      `latency ${[...hosts.values()]} ${window.seconds} ${client ?? ''}`,
      source =>
        source.percentiles([...hosts.values()], window.seconds, {
          client: client ? { namespace, workload } : undefined,
        }),
    );
    return {
      items: [...hosts].map(([service, host]) => {
        const found = value?.find(entry => entry.host === host);
        return {
          service,
          p50: found?.p50 ?? null,
          p95: found?.p95 ?? null,
          p99: found?.p99 ?? null,
        };
      }),
      sources: sourcesOf({ ...input, telemetry: state }),
    };
  }
}
