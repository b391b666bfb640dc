import type { Finding, KubeObject, ObjectRef } from '@ecotrack/mesh-engine';

/** Text of the files of a repository at one commit, by path from its root. @public */
export type RepositoryFiles = ReadonlyMap<string, string>;

/** Where the objects of one environment stand in a repository. @public */
export interface EnvironmentLayout {
  /** Folder of a kustomization or of plain manifests, from the root of the repository; empty for the root. */
  folder: string;
  /** Folders of the other environments of the same repository, by name: a change of shared files shows in them. */
  others?: Readonly<Record<string, string>>;
  /** Fields that a Helm chart of the environment fills from values. */
  helm?: readonly HelmMapping[];
}

/** A field of an object that a chart renders from its values. @public */
export interface HelmMapping {
  object: ObjectRef;
  /** Path inside the object: `spec.mtls.mode`, `spec.http[0].route[1].weight`. */
  field: string;
  /** File of values, from the root of the repository. */
  file: string;
  /** Path inside the values: `mtls.mode`. */
  value: string;
}

/** One file of a change. @public */
export interface FileEdit {
  path: string;
  /** Undefined for a new file. */
  before?: string;
  /** Undefined for a file that goes. */
  after?: string;
}

/** One object of a change, as the environment has it before and after. @public */
export interface ObjectEdit {
  ref: ObjectRef;
  before?: KubeObject;
  after?: KubeObject;
}

/** What a plan makes of a repository. @public */
export interface EditedFiles {
  files: readonly FileEdit[];
  objects: readonly ObjectEdit[];
  /** Names of other environments that render differently afterwards. */
  alsoChanged: readonly string[];
  /** What was wrong with the repository before: files that cannot be read, keys that are not rendered. */
  findings: readonly Finding[];
  /** Objects whose effect is not known because a chart renders them. */
  notRendered: readonly ObjectRef[];
}
