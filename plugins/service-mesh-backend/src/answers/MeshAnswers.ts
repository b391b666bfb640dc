import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type { ObjectRef } from '@ecotrack/mesh-engine';
import type {
  Canary,
  Health,
  Overview,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import type { Environment } from '../environments/Environment';
import { answerAccess } from '../questions/access/answerAccess';
import { answerCanaries } from '../questions/canaries/answerCanaries';
import { answerEntities } from '../questions/entities/answerEntities';
import { answerFindings } from '../questions/findings/answerFindings';
import {
  sourcesOf,
  type FurtherReadings,
  type QuestionInput,
  type Window,
} from '../questions/input';
import { answerMtls } from '../questions/mtls/answerMtls';
import { answerObject } from '../questions/object/answerObject';
import { answerOverview } from '../questions/overview/answerOverview';
import { answerService } from '../questions/service/answerService';
import { answerServices } from '../questions/services/answerServices';
import { answerTopology } from '../questions/topology/answerTopology';
import { lastHour, type Entities, type Gatherer } from './Gatherer';
import { readWindow } from './window';

/** For questions that are answered from resources alone. */
const SHORT_WINDOW = readWindow('5m');

/** Asks each question with what it needs. */
export class MeshAnswers {
  readonly #gatherer: Gatherer;

  constructor(gatherer: Gatherer) {
    this.#gatherer = gatherer;
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
      this.#gatherer.input(environment, window, entities),
      this.#gatherer.further(environment),
    ]);
    const [canaries, changes] = await Promise.all([
      this.#gatherer.canaries(environment, input),
      this.#gatherer.changes(environment, input),
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
    const entities = await this.#gatherer.entities(environment, credentials);
    return (await this.#overview(environment, window, entities)).overview;
  }

  async topology(
    environment: Environment,
    window: Window,
    credentials: BackstageCredentials,
    at?: Date,
  ) {
    const entities = await this.#gatherer.entities(environment, credentials);
    return answerTopology(
      await this.#gatherer.input(environment, window, entities, at),
      at,
    );
  }

  async mtls(environment: Environment, window: Window) {
    const [input, readings] = await Promise.all([
      this.#gatherer.input(environment, window),
      this.#gatherer.further(environment),
    ]);
    return answerMtls(input, readings);
  }

  async canaries(environment: Environment, window: Window) {
    const input = await this.#gatherer.input(environment, window);
    return answerCanaries(
      input,
      await this.#gatherer.canaries(environment, input),
    );
  }

  async services(
    environment: Environment,
    window: Window,
    credentials: BackstageCredentials,
  ) {
    const entities = await this.#gatherer.entities(environment, credentials);
    return answerServices(
      await this.#gatherer.input(environment, window, entities),
    );
  }

  async entities(environment: Environment, credentials: BackstageCredentials) {
    const entities = await this.#gatherer.entities(environment, credentials);
    return answerEntities(
      await this.#gatherer.input(environment, SHORT_WINDOW, entities),
    );
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
    const entities = await this.#gatherer.entities(environment, credentials);
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
        source.serviceSeries(service.host, lastHour(this.#gatherer.now())),
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

  async access(environment: Environment, window: Window) {
    return answerAccess(await this.#gatherer.input(environment, window));
  }

  async findings(environment: Environment) {
    return answerFindings(
      await this.#gatherer.input(environment, SHORT_WINDOW),
    );
  }

  /** @throws NotFoundError that names the field */
  async object(environment: Environment, ref: ObjectRef) {
    const input = await this.#gatherer.input(environment, SHORT_WINDOW);
    const object = input.mesh.get(ref);
    if (!object) {
      throw new NotFoundError(
        `There is no ${ref.kind} "${ref.name}"${
          ref.namespace ? ` in namespace "${ref.namespace}"` : ''
        } of ${environment.name} (object, namespace, kind, apiVersion)`,
      );
    }
    return answerObject(input, object);
  }

  async latency(
    environment: Environment,
    window: Window,
    services: string[],
    client?: string,
  ) {
    const input = await this.#gatherer.input(environment, window);
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
