import { renderKustomization, type KubeObject } from '@ecotrack/mesh-engine';
import type { GitSource } from './GitSource';
import type { Application } from './readApplication';
import { atForge } from './repositoryUrl';

/** What a commit says that a cluster should have, or why that is not known. */
export type Rendering =
  | { revision: string; objects: KubeObject[] }
  | { revision?: string; error: string };

const REMEMBERED = 4;

/** Renders Applications from their repository. */
export class Renderer {
  readonly #source: GitSource;
  readonly #files = new Map<string, ReadonlyMap<string, string>>();

  constructor(source: GitSource) {
    this.#source = source;
  }

  /** Never rejects: what goes wrong is the answer. */
  async render({ repository, source }: Application): Promise<Rendering> {
    const { targetRevision, path } = source;
    try {
      const revision = await this.#source.head(repository, targetRevision);
      if (revision === undefined) {
        return {
          error: `${repository} has no revision ${targetRevision}.`,
        };
      }
      const files = await this.#filesOf(repository, revision);
      const { resources, findings } = renderKustomization(
        file => files.get(file),
        path,
      );
      if (findings.length > 0) {
        const lines = findings.map(({ origin, message }) =>
          origin ? `${origin.file}:${origin.line} ${message}` : message,
        );
        return { revision, error: lines.join('\n') };
      }
      return {
        revision,
        objects: resources.map(({ object }) =>
          atForge(object, this.#source.url),
        ),
      };
    } catch (error) {
      return {
        error: `${repository} cannot be read: ${(error as Error).message}`,
      };
    }
  }

  async #filesOf(repository: string, commit: string) {
    const key = `${repository}@${commit}`;
    const files =
      this.#files.get(key) ?? (await this.#source.files(repository, commit));
    this.#files.delete(key);
    this.#files.set(key, files);
    const [oldest] = this.#files.keys();
    if (this.#files.size > REMEMBERED) {
      this.#files.delete(oldest);
    }
    return files;
  }
}
