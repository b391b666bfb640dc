import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { NotFoundError } from '@backstage/errors';
import type {
  EnvironmentConfig,
  ServiceMeshConfig,
} from '../config/readServiceMeshConfig';
import type { ObjectChangeStore } from '../database/ObjectChangeStore';
import { ClusterReader } from '../sources/kubernetes/ClusterReader';
import { readClusters } from '../sources/kubernetes/readClusters';
import { FolderReader } from '../sources/manifests/FolderReader';
import { PrometheusClient } from '../sources/telemetry/PrometheusClient';
import { PrometheusTelemetry } from '../sources/telemetry/PrometheusTelemetry';
import { Environment, type EnvironmentSources } from './Environment';

/** The environments of the configuration, with one reader for each cluster. */
export class EnvironmentRegistry {
  readonly #readers = new Map<string, ClusterReader>();
  readonly #environments: Map<string, Environment>;

  private constructor(
    { environments }: ServiceMeshConfig,
    root: Config,
    logger: LoggerService,
    changes: ObjectChangeStore,
  ) {
    const names = new Set(environments.flatMap(({ cluster }) => cluster ?? []));
    for (const target of readClusters(root, names, logger).values()) {
      this.#readers.set(
        target.name,
        new ClusterReader(target, logger, noticed => {
          changes
            .record(target.name, noticed, new Date())
            .catch(error =>
              logger.warn(`Changes were not written down: ${error.message}`),
            );
        }),
      );
    }
    this.#environments = new Map(
      environments.map((environment, index) => [
        environment.name,
        new Environment(
          environment,
          this.#sourcesOf(environment, `serviceMesh.environments[${index}]`),
        ),
      ]),
    );
  }

  /** @throws when the configuration names a cluster or a folder that is not there */
  static create(options: {
    config: ServiceMeshConfig;
    root: Config;
    logger: LoggerService;
    changes: ObjectChangeStore;
  }): EnvironmentRegistry {
    return new EnvironmentRegistry(
      options.config,
      options.root,
      options.logger,
      options.changes,
    );
  }

  #sourcesOf(environment: EnvironmentConfig, path: string): EnvironmentSources {
    const { prometheus, namespaces, sharedNamespaces } = environment;
    const { snapshot } = this.#resourcesOf(environment, path);
    return {
      snapshot,
      telemetry:
        prometheus &&
        new PrometheusTelemetry(new PrometheusClient(prometheus), () => ({
          matchers: prometheus.matchers,
          namespaces,
          sharedNamespaces: sharedNamespaces ?? [
            snapshot().mesh.config.rootNamespace,
          ],
        })),
    };
  }

  #resourcesOf(
    { cluster, manifests }: EnvironmentConfig,
    path: string,
  ): Pick<EnvironmentSources, 'snapshot'> {
    if (cluster === undefined) {
      const folder = new FolderReader(manifests ?? '');
      if (!folder.isFolder()) {
        throw new Error(
          `Invalid configuration: ${path}.manifests is "${manifests}", which is not a folder`,
        );
      }
      return { snapshot: () => folder.snapshot() };
    }
    const reader = this.#readers.get(cluster);
    if (!reader) {
      throw new Error(
        `Invalid configuration: ${path}.cluster is "${cluster}", which kubernetes.clusterLocatorMethods does not name with authProvider serviceAccount`,
      );
    }
    return { snapshot: () => reader.snapshot() };
  }

  /** In the order of the configuration. */
  get all(): Environment[] {
    return [...this.#environments.values()];
  }

  /** @throws NotFoundError that names the field and what it may be */
  get(name: string): Environment {
    const environment = this.#environments.get(name);
    if (!environment) {
      throw new NotFoundError(
        `There is no environment "${name}" (name); there are ${[
          ...this.#environments.keys(),
        ].join(', ')}`,
      );
    }
    return environment;
  }

  start(): void {
    this.#readers.forEach(reader => reader.start());
  }

  stop(): void {
    this.#readers.forEach(reader => reader.stop());
  }
}
