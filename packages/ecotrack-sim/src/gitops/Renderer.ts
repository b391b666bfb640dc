import { renderKustomization, type KubeObject } from '@ecotrack/mesh-engine';
import type { Forge, HostedRepository } from '../forge/model';
import type { Application } from './readApplication';
import { atForge } from './repositoryUrl';

/** What a commit says that a cluster should have, or why that is not known. */
export type Rendering =
  | { revision: string; objects: KubeObject[] }
  | { revision?: string; error: string };

/** Renders Applications from their repository. */
export class Renderer {
  readonly #forge: Forge;
  #newest: { commit: string; files: ReadonlyMap<string, string> } | undefined;

  constructor(forge: Forge) {
    this.#forge = forge;
  }

  /** Never rejects: what goes wrong is the answer. */
  async render({ repository, source }: Application): Promise<Rendering> {
    const { targetRevision, path } = source;
    try {
      const found = this.#forge.repository(repository);
      const revision = await found.resolve(targetRevision);
      if (revision === undefined) {
        return { error: `${repository} has no revision ${targetRevision}.` };
      }
      const files = await this.#filesOf(found, revision);
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
      const objects = resources.map(({ object }) =>
        atForge(object, this.#forge.url),
      );
      return { revision, objects };
    } catch (error) {
      const { message } = error as Error;
      return { error: `${repository} cannot be read: ${message}` };
    }
  }

  async #filesOf(repository: HostedRepository, commit: string) {
    if (this.#newest?.commit !== commit) {
      this.#newest = { commit, files: await repository.files(commit) };
    }
    return this.#newest.files;
  }
}
