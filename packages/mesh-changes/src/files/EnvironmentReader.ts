import {
  findUnits,
  KUSTOMIZATION_NAMES,
  readManifests,
  refKey,
  refOf,
  renderKustomization,
  type Finding,
  type KubeObject,
  type ManifestFile,
  type ManifestReading,
  type ObjectRef,
  type SourcedObject,
} from '@ecotrack/mesh-engine';
import { inFolder, isBelow } from './paths';
import type { RepositoryFiles } from './types';

/** What an environment's folder gives, and from which files. @public */
export interface RenderedFolder {
  resources: readonly SourcedObject[];
  findings: readonly Finding[];
  /** Files that were read for it. */
  read: ReadonlySet<string>;
  /** An object, with the file that its manifest stands in. */
  get(ref: ObjectRef): SourcedObject | undefined;
}

/** Renders folders of a repository, and keeps what files gave as long as their text stays. @public */
export class EnvironmentReader {
  readonly #readings = new Map<
    string,
    { text: string; reading: ManifestReading }
  >();

  readonly #manifests = (file: ManifestFile): ManifestReading => {
    const known = this.#readings.get(file.path);
    if (known?.text === file.text) {
      return known.reading;
    }
    const reading = readManifests([file]);
    this.#readings.set(file.path, { text: file.text, reading });
    return reading;
  };

  /** The objects that a kustomization gives, or the plain manifests of a folder. */
  render(files: RepositoryFiles, folder: string): RenderedFolder {
    const read = new Set<string>();
    const reader = (path: string) => {
      const text = files.get(path);
      if (text !== undefined) {
        read.add(path);
      }
      return text;
    };
    const isKustomization = KUSTOMIZATION_NAMES.some(name =>
      files.has(inFolder(folder, name)),
    );
    const { resources, findings } = isKustomization
      ? renderKustomization(reader, folder, this.#manifests)
      : this.#plain(files, folder, reader);
    const byRef = new Map(
      resources.map(sourced => [refKey(refOf(sourced.object)), sourced]),
    );
    return { resources, findings, read, get: ref => byRef.get(refKey(ref)) };
  }

  #plain(
    files: RepositoryFiles,
    folder: string,
    reader: (path: string) => string | undefined,
  ) {
    const paths = [...files.keys()].filter(path => isBelow(path, folder));
    const { units } = findUnits(paths, reader);
    return {
      resources: units.flatMap(({ resources }) => resources),
      findings: units.flatMap(({ findings }) => findings),
    };
  }
}

/** An object without what a cluster adds to it. @public */
export function declaredForm({ status: _, ...object }: KubeObject): KubeObject {
  const {
    uid: _uid,
    resourceVersion: _version,
    generation: _generation,
    creationTimestamp: _created,
    managedFields: _fields,
    ...metadata
  } = object.metadata as KubeObject['metadata'] & { managedFields?: unknown };
  return { ...object, metadata };
}
