import {
  groupOf,
  refOf,
  toManifest,
  type KubeObject,
} from '@ecotrack/mesh-engine';
import type { RenderedFolder } from './EnvironmentReader';
import { addToKustomization, kustomizationOf } from './kustomizations';
import { folderOf, inFolder, isBelow } from './paths';
import type { RepositoryFiles } from './types';

/** Where new files of one environment may stand. */
export interface NewFilePlace {
  files: RepositoryFiles;
  folder: string;
  /** Whether only this environment reads a file. */
  isOwn: (path: string) => boolean;
}

/** `VirtualService` as part of a file's name. */
const kebab = (kind: string) =>
  kind.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();

const MESH_GROUP = /(^|\.)istio\.io$|^gateway\.networking\.k8s\.io$/;

/** Whether an object says something of the mesh, and not of what runs in it. */
export const isOfMesh = ({ apiVersion }: KubeObject): boolean =>
  MESH_GROUP.test(groupOf(apiVersion));

/** How much an object is like another, for where its file should be. */
function nearness(one: KubeObject, other: KubeObject): number {
  return (
    (one.metadata.namespace === other.metadata.namespace ? 4 : 0) +
    (one.kind === other.kind ? 2 : 0) +
    (isOfMesh(other) ? 1 : 0)
  );
}

/** Whether a new file of a folder can be made part of this environment, and of no other. */
export function takesFiles(
  candidate: string,
  rendered: RenderedFolder,
  { files, folder, isOwn }: NewFilePlace,
): boolean {
  const kustomization = kustomizationOf(files, candidate);
  return (
    isBelow(inFolder(candidate, '-'), folder) &&
    (kustomizationOf(files, folder) === undefined ||
      (kustomization !== undefined &&
        isOwn(kustomization) &&
        rendered.read.has(kustomization)))
  );
}

/** The folder with the objects of the environment that are most like a new one. */
export function folderFor(
  object: KubeObject,
  rendered: RenderedFolder,
  place: NewFilePlace,
): string {
  let best = { folder: place.folder, score: 0 };
  for (const { object: other, origin } of rendered.resources) {
    const candidate = folderOf(origin.file);
    const fits =
      place.isOwn(origin.file) && takesFiles(candidate, rendered, place);
    const score = fits ? nearness(object, other) : 0;
    if (score > best.score) {
      best = { folder: candidate, score };
    }
  }
  return best.folder;
}

/** A path that no file has yet. */
export function freePath(
  files: RepositoryFiles,
  folder: string,
  name: string,
): string {
  for (let count = 1; ; count++) {
    const path = inFolder(
      folder,
      `${name}${count > 1 ? `-${count}` : ''}.yaml`,
    );
    if (!files.has(path)) {
      return path;
    }
  }
}

/** Text of a file of one object: apiVersion, kind and metadata first. */
export function manifestText(object: KubeObject): string {
  const { apiVersion, kind, metadata, spec, ...rest } = object;
  return toManifest({
    apiVersion,
    kind,
    metadata,
    ...(spec !== undefined && { spec }),
    ...rest,
  }).text;
}

/** Adds a file with a new object, and names it in the kustomization of its folder. */
export function addObject(
  files: RepositoryFiles,
  object: KubeObject,
  folder: string,
): RepositoryFiles {
  const { kind, name } = refOf(object);
  const path = freePath(files, folder, `${name}-${kebab(kind)}`);
  const added = new Map([...files, [path, manifestText(object)]]);
  const kustomization = kustomizationOf(files, folder);
  return kustomization
    ? addToKustomization(added, kustomization, 'resources', path)
    : added;
}

/** Adds a file with a patch, and names it in the kustomization. */
export function addPatch(
  files: RepositoryFiles,
  kustomization: string,
  patch: KubeObject,
): RepositoryFiles {
  const path = freePath(
    files,
    folderOf(kustomization),
    `${patch.metadata.name}-${kebab(patch.kind)}-patch`,
  );
  const added = new Map([...files, [path, manifestText(patch)]]);
  return addToKustomization(added, kustomization, 'patches', path);
}
