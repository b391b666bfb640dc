import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Canary } from '@ecotrack/backstage-plugin-service-mesh-common';
import { Declarations } from '../catalog/Declarations';
import { matchEntities, type EntityMatch } from '../catalog/matchEntities';
import type { ServiceMeshConfig } from '../config/readServiceMeshConfig';
import type { FirstSeenStore } from '../database/FirstSeenStore';
import type {
  ObjectChangeStore,
  SeenChange,
} from '../database/ObjectChangeStore';
import type { Environment } from '../environments/Environment';
import { canariesOf } from '../questions/canaries/answerCanaries';
import { canaryHosts } from '../questions/canaries/arms';
import { changesFrom } from '../questions/changes/changesOf';
import type {
  FurtherReadings,
  QuestionInput,
  Window,
} from '../questions/input';
import type { SourceState } from '../sources/telemetry/types';

/** What the catalog says, and whether it answered. */
export type Entities = EntityMatch & {
  declarations: Declarations;
  state: SourceState;
};

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
export function lastHour(now: Date) {
  const end = new Date(Math.floor(now.getTime() / (STEP * 1000)) * STEP * 1000);
  return { start: new Date(end.getTime() - HOUR), end, step: STEP };
}

/** Milliseconds for which a reading of a window is taken as it is: long ones change slowly, and cost more. */
export const freshness = ({ seconds }: Window) =>
  Math.max(5_000, (seconds * 1000) / 360);

/** What questions are asked with. */
export interface GathererOptions {
  config: ServiceMeshConfig;
  catalog: CatalogService;
  firstSeen: FirstSeenStore;
  changes: ObjectChangeStore;
  now?: () => Date;
}

/** Gathers what questions need, from the sources of an environment and the portal's own. */
export class Gatherer {
  readonly #config: ServiceMeshConfig;
  readonly #catalog: CatalogService;
  readonly #firstSeen: FirstSeenStore;
  readonly #changes: ObjectChangeStore;
  readonly now: () => Date;

  constructor(options: GathererOptions) {
    this.#config = options.config;
    this.#catalog = options.catalog;
    this.#firstSeen = options.firstSeen;
    this.#changes = options.changes;
    this.now = options.now ?? (() => new Date());
  }

  /** Without the catalog the mesh is still told: what the catalog adds is missing, and said to be. */
  async entities(
    environment: Environment,
    credentials: BackstageCredentials,
  ): Promise<Entities> {
    const { mesh } = environment.snapshot();
    try {
      const { items } = await this.#catalog.getEntities(
        { filter: { kind: ['Component', 'Resource'] }, fields: ENTITY_FIELDS },
        { credentials },
      );
      return {
        ...matchEntities(mesh, items),
        declarations: new Declarations(items),
        state: { state: 'live' },
      };
    } catch (error) {
      return {
        byService: new Map(),
        ahead: new Map(),
        unmatched: [],
        declarations: new Declarations([]),
        state: {
          state: 'unavailable',
          reason: `The catalog does not answer (${(error as Error).name}).`,
        },
      };
    }
  }

  async input(
    environment: Environment,
    window: Window,
    entities?: Entities,
    at?: Date,
  ): Promise<QuestionInput> {
    const { mesh, version, state } = environment.snapshot();
    const key = `traffic ${window.seconds} ${at?.toISOString() ?? 'now'}`;
    const { value, state: telemetry } = await environment.read(
      key,
      source => source.traffic(window.seconds, at),
      freshness(window),
    );
    return {
      environment: environment.name,
      mesh,
      snapshotVersion: version,
      kubernetes: state,
      telemetry,
      traffic: value,
      now: this.now(),
      window,
      thresholds: this.#config.thresholds,
      catalog: entities?.state,
      entities: entities?.byService ?? new Map(),
      unmatchedEntities: entities?.unmatched ?? [],
    };
  }

  async further(environment: Environment): Promise<FurtherReadings> {
    const [certificates, alerts, series] = await Promise.all([
      environment.read('certificates', source => source.certificates()),
      environment.read('alerts', source => source.alerts()),
      environment.read('series', source =>
        source.requestSeries(lastHour(this.now())),
      ),
    ]);
    return {
      certificates: certificates.value,
      alerts: alerts.value,
      series: series.value,
    };
  }

  /** What the checklist of a service is told from, beside its own changes. */
  async onboarding(environment: Environment) {
    const [certificates, rules] = await Promise.all([
      environment.read('certificates', source => source.certificates()),
      environment.read('rules', source => source.rules()),
    ]);
    return {
      certificates,
      rules,
      scope: environment.config.prometheus?.matchers ?? {},
    };
  }

  async canaries(
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

  async changes(
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
}
