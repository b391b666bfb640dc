import { Mesh, type KubeObject } from '@ecotrack/mesh-engine';
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

  #scope(mesh: Mesh): Mesh {
    const { namespaces, sharedNamespaces } = this.config;
    if (!namespaces) {
      return mesh;
    }
    if (this.#scoped?.from !== mesh) {
      const kept = new Set([
        ...namespaces,
        ...(sharedNamespaces ?? [mesh.config.rootNamespace]),
      ]);
      const includes = ({ kind, metadata }: KubeObject) =>
        kind === 'Namespace'
          ? kept.has(metadata.name)
          : metadata.namespace === undefined || kept.has(metadata.namespace);
      this.#scoped = {
        from: mesh,
        mesh: Mesh.from(mesh.all.filter(includes), {}, mesh.findings),
      };
    }
    return this.#scoped.mesh;
  }

  /**
   * One reading of the telemetry, kept for when its server is away.
   * @param key - names the reading with its parameters
   */
  async read<T>(
    key: string,
    ask: (telemetry: Telemetry) => Promise<T>,
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
    return this.#readings.read(key, () => ask(telemetry));
  }
}
