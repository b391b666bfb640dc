import { Mesh } from '@ecotrack/mesh-engine';
import type { EnvironmentConfig } from '../config/readServiceMeshConfig';
import { KeptReadings, type Kept } from '../sources/telemetry/KeptReadings';
import type { Snapshot, Telemetry } from '../sources/telemetry/types';

/** What an environment reads from. */
export interface EnvironmentSources {
  snapshot(): Snapshot;
  telemetry?: Telemetry;
}

/** One environment: its resources and its telemetry, each with the state of its source. */
export class Environment {
  readonly config: EnvironmentConfig;
  readonly #sources: EnvironmentSources;
  readonly #readings = new KeptReadings();
  #scoped: { from: Mesh; mesh: Mesh } | undefined;

  constructor(config: EnvironmentConfig, sources: EnvironmentSources) {
    this.config = config;
    this.#sources = sources;
  }

  get name(): string {
    return this.config.name;
  }

  /** The resources: of the whole cluster, or of the namespaces that are this environment. */
  snapshot(): Snapshot {
    const snapshot = this.#sources.snapshot();
    return { ...snapshot, mesh: this.#scope(snapshot.mesh) };
  }

  /** Whether objects of a namespace belong to the environment; what has no namespace belongs to all. */
  includes(namespace: string | undefined, rootNamespace: string): boolean {
    const { namespaces, sharedNamespaces } = this.config;
    return (
      namespaces === undefined ||
      namespace === undefined ||
      namespaces.includes(namespace) ||
      (sharedNamespaces ?? [rootNamespace]).includes(namespace)
    );
  }

  #scope(mesh: Mesh): Mesh {
    if (!this.config.namespaces) {
      return mesh;
    }
    if (this.#scoped?.from !== mesh) {
      const { rootNamespace } = mesh.config;
      const included = mesh.all.filter(({ kind, metadata }) =>
        this.includes(
          kind === 'Namespace' ? metadata.name : metadata.namespace,
          rootNamespace,
        ),
      );
      this.#scoped = {
        from: mesh,
        mesh: Mesh.from(included, {}, mesh.findings),
      };
    }
    return this.#scoped.mesh;
  }

  /**
   * One reading of the telemetry, kept for when its server is away.
   * @param key - names the reading with its parameters
   * @param fresh - milliseconds for which it is taken as it is; 5 seconds when absent
   */
  async read<T>(
    key: string,
    ask: (telemetry: Telemetry) => Promise<T>,
    fresh?: number,
  ): Promise<Kept<T>> {
    const { telemetry } = this.#sources;
    if (!telemetry) {
      return {
        state: {
          state: 'unavailable',
          reason: 'No Prometheus is configured for this environment.',
        },
      };
    }
    return this.#readings.read(key, () => ask(telemetry), fresh);
  }
}
