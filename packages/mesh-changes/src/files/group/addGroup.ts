import type { KubeObject } from '@ecotrack/mesh-engine';
import { stringify } from 'yaml';
import type { RenderedFolder } from '../EnvironmentReader';
import { addToKustomization, kustomizationOf } from '../kustomizations';
import {
  folderFor,
  freePath,
  manifestText,
  type NewFilePlace,
} from '../newFile';
import { folderOf, inFolder } from '../paths';
import type { RepositoryFiles } from '../types';
import { nameBeside, partOf } from './fileNames';
import { serviceFolder } from './serviceFolders';
import { sharedLabels, withoutLabels } from './sharedLabels';
import type { NewGroup } from './types';

const KUSTOMIZATION = 'kustomization.yaml';

/** Objects by the file that they go to, in order. */
function byFile(
  objects: readonly KubeObject[],
  fileOf: (object: KubeObject) => string,
): Map<string, KubeObject[]> {
  const files = new Map<string, KubeObject[]>();
  for (const object of objects) {
    const file = fileOf(object);
    files.set(file, [...(files.get(file) ?? []), object]);
  }
  return files;
}

/** Writes objects to new files of a folder, or to the end of those that this environment alone has objects in. */
function write(
  { files, isOwn }: NewFilePlace,
  rendered: RenderedFolder,
  folder: string,
  contents: ReadonlyMap<string, readonly KubeObject[]>,
): { files: RepositoryFiles; added: string[] } {
  const written = new Map(files);
  const added: string[] = [];
  for (const [name, objects] of contents) {
    const known = inFolder(folder, name);
    const isOurs =
      isOwn(known) &&
      rendered.resources.some(({ origin }) => origin.file === known);
    const before = isOurs ? files.get(known) : undefined;
    const path =
      before === undefined
        ? freePath(written, folder, name.replace(/\.ya?ml$/, ''))
        : known;
    const documents = objects.map(manifestText);
    written.set(
      path,
      [
        ...(before === undefined ? [] : [before.trimEnd().concat('\n')]),
        ...documents,
      ].join('---\n'),
    );
    if (before === undefined) {
      added.push(path);
    }
  }
  return { files: written, added };
}

const named = (
  files: RepositoryFiles,
  kustomization: string | undefined,
  added: readonly string[],
): RepositoryFiles =>
  kustomization === undefined
    ? files
    : added.reduce(
        (edited, path) =>
          addToKustomization(edited, kustomization, 'resources', path),
        files,
      );

/** A folder of the service, with a kustomization where the environment has one. */
function inOwnFolder(
  { objects }: NewGroup,
  folder: string,
  rendered: RenderedFolder,
  place: NewFilePlace,
): RepositoryFiles {
  const parent = folderOf(folder);
  const above = kustomizationOf(place.files, parent);
  const own = kustomizationOf(place.files, folder);
  const isMade = above !== undefined && own === undefined;
  const labels = isMade ? sharedLabels(objects) : {};
  const { files, added } = write(
    place,
    rendered,
    folder,
    byFile(
      objects.map(object => withoutLabels(object, labels)),
      object => nameBeside(object, parent, rendered),
    ),
  );
  if (!isMade) {
    return named(files, own, added);
  }
  const path = inFolder(folder, KUSTOMIZATION);
  const text = stringify({
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: added.map(each => each.slice(folder.length + 1)),
    ...(Object.keys(labels).length > 0 && {
      labels: [{ pairs: labels, includeTemplates: true }],
    }),
  });
  return named(new Map([...files, [path, text]]), above, [folder]);
}

/** Files beside others, named by the service: one for what runs, one for the mesh, one for operations. */
function besideOthers(
  { name, objects }: NewGroup,
  rendered: RenderedFolder,
  place: NewFilePlace,
): RepositoryFiles {
  const folder = folderFor(objects[0], rendered, place);
  const parts = new Set(objects.map(partOf));
  const fileOf = (object: KubeObject) => {
    const part = partOf(object);
    return parts.size === 1 || part === 'workload'
      ? `${name}.yaml`
      : `${name}-${part}.yaml`;
  };
  const { files, added } = write(
    place,
    rendered,
    folder,
    byFile(objects, fileOf),
  );
  return named(files, kustomizationOf(files, folder), added);
}

/**
 * Adds files for new objects that belong together: to the folder of the service where each service has one of its
 * name, else beside the objects that are most like them.
 */
export function addGroup(
  group: NewGroup,
  rendered: RenderedFolder,
  place: NewFilePlace,
): RepositoryFiles {
  const [{ metadata }] = group.objects;
  const folder = group.isService
    ? serviceFolder(group.name, metadata.namespace ?? '', rendered, place)
    : undefined;
  return folder === undefined
    ? besideOthers(group, rendered, place)
    : inOwnFolder(group, folder, rendered, place);
}
