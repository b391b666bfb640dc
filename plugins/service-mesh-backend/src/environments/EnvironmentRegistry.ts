import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { NotFoundError } from '@backstage/errors';
import type {
  EnvironmentConfig,
  ServiceMeshConfig,
} from '../config/readServiceMeshConfig';
import { ClusterReader } from '../sources/kubernetes/ClusterReader';
import { readClusters } from '../sources/kubernetes/readClusters';
import { readFolder } from '../sources/manifests/readFolder';
import { PrometheusClient } from '../sources/telemetry/PrometheusClient';
import { PrometheusTelemetry } from '../sources/telemetry/PrometheusTelemetry';
import { Environment, type EnvironmentSources } from './Environment';

/** The environments of the configuration, with one reader for each cluster. */
export class EnvironmentRegistry {
  readonly #readers = new Map<string, ClusterReader>();
  readonly #environments: Map<string, Environment>;

  private constructor(
    config: ServiceMeshConfig,
    root: Config,
    logger: LoggerService,
  ) {
    const clusters = readClusters(root);
    config.environments.forEach(({ cluster }, index) => {
      if (cluster && !this.#readers.has(cluster)) {
        const target = clusters.get(cluster);
        if (!target) {
          throw new Error(
            `Invalid configuration: serviceMesh.environments[${index}].cluster is "${cluster}", which kubernetes.clusterLocatorMethods does not name with authProvider serviceAccount; it names ${
              [...clusters.keys()].join(', ') || 'none'
            }`,
          );
        }
        this.#readers.set(cluster, new ClusterReader(target, logger));
      }
    });
    this.#environments = new Map(
      config.environments.map(environment => [
        environment.name,
        new Environment(environment, this.#sourcesOf(environment)),
      ]),
    );
  }

  static create(options: {
    config: ServiceMeshConfig;
    root: Config;
    logger: LoggerService;
  }): EnvironmentRegistry {
    return new EnvironmentRegistry(
      options.config,
      options.root,
      options.logger,
    );
  }

  #sourcesOf(environment: EnvironmentConfig): EnvironmentSources {
    const { cluster, manifests, prometheus, namespaces } = environment;
    const telemetry =
      prometheus &&
      new PrometheusTelemetry(new PrometheusClient(prometheus), {
        matchers: prometheus.matchers,
        namespaces,
      });
    const reader = cluster ? this.#readers.get(cluster) : undefined;
    if (reader) {
      return { snapshot: () => reader.snapshot(), telemetry };
    }
    const mesh = readFolder(manifests ?? '');
    const observedAt = new Date();
    return {
      snapshot: () => ({
        mesh,
        version: 1,
        state: { state: 'live', observedAt },
      }),
      telemetry,
    };
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
