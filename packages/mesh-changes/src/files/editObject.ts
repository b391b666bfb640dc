import { describeRef, refOf, type KubeObject } from '@ecotrack/mesh-engine';
import { isSame } from '../values/values';
import { editYaml } from '../yaml/editYaml';
import { YamlEditError } from '../yaml/YamlEditError';
import { findDocument, withoutDocument } from './documents';
import { EditError } from './EditError';
import {
  declaredForm,
  type EnvironmentReader,
  type RenderedFolder,
} from './EnvironmentReader';
import {
  kustomizationOf,
  patchFilesOf,
  removeFromKustomization,
} from './kustomizations';
import { addObject, addPatch, folderFor } from './newFile';
import { covers, overlay } from './overlay';
import { folderOf } from './paths';
import type { RepositoryFiles } from './types';

/** Where objects of one environment are edited. */
export interface EditPlace {
  reader: EnvironmentReader;
  folder: string;
  /** Whether only this environment reads a file. */
  isOwn: (path: string) => boolean;
}

type Attempt = () => RepositoryFiles | undefined;

function editSource(
  files: RepositoryFiles,
  file: string,
  before: KubeObject,
  after: KubeObject,
): RepositoryFiles | undefined {
  const text = files.get(file) ?? '';
  const found = findDocument(text, refOf(before));
  if (!found) {
    return undefined;
  }
  const value = overlay(found.value, before, after, undefined);
  return new Map([...files, [file, editYaml(text, found.index, value)]]);
}

function editPatch(
  files: RepositoryFiles,
  file: string,
  before: KubeObject,
  after: KubeObject,
): RepositoryFiles | undefined {
  const text = files.get(file) ?? '';
  const found = findDocument(text, refOf(before));
  if (!found) {
    return undefined;
  }
  const value = overlay(found.value, before, after, null);
  return new Map([...files, [file, editYaml(text, found.index, value)]]);
}

function patchBody(before: KubeObject, after: KubeObject): KubeObject {
  const { apiVersion, kind, metadata } = before;
  const { name, namespace } = metadata;
  const identity = {
    apiVersion,
    kind,
    metadata: { name, ...(namespace && { namespace }) },
  };
  return overlay(identity, before, after, null) as KubeObject;
}

/** @throws EditError when the environment does not have a new object as wanted */
export function requireAdded(
  rendered: RenderedFolder,
  wanted: KubeObject,
  folder: string,
): void {
  const ref = refOf(wanted);
  const object = rendered.get(ref)?.object;
  if (!object || !covers(object, wanted)) {
    throw new EditError(
      `${describeRef(
        ref,
      )} would not be part of the environment if its file stood in ${
        folder || 'the root folder'
      }. Correct its kustomization.`,
      ref,
    );
  }
}

/**
 * Edits the files that make an object so that the environment renders it as wanted, and proves it by rendering again:
 * its manifest where only this environment reads it, else the patch that the environment has, else a new patch.
 * @throws EditError when no way gives the wanted object
 */
export function editObject(
  files: RepositoryFiles,
  rendered: RenderedFolder,
  { reader, folder, isOwn }: EditPlace,
  wanted: KubeObject,
): RepositoryFiles {
  const ref = refOf(wanted);
  const source = rendered.get(ref);
  if (!source) {
    const place = folderFor(wanted, rendered, { files, folder, isOwn });
    const added = addObject(files, wanted, place);
    requireAdded(reader.render(added, folder), wanted, place);
    return added;
  }
  const before = source.object;
  const { file } = source.origin;
  const kustomization = kustomizationOf(files, folder);
  const patches = kustomization
    ? patchFilesOf(files, kustomization, ref).filter(isOwn)
    : [];
  const attempts: Attempt[] = [
    ...(isOwn(file) ? [() => editSource(files, file, before, wanted)] : []),
    ...patches
      .reverse()
      .map(patch => () => editPatch(files, patch, before, wanted)),
    ...(kustomization && isOwn(kustomization)
      ? [() => addPatch(files, kustomization, patchBody(before, wanted))]
      : []),
  ];
  let refused: YamlEditError | undefined;
  for (const attempt of attempts) {
    try {
      const edited = attempt();
      const object = edited && reader.render(edited, folder).get(ref)?.object;
      if (edited && object && isSame(declaredForm(object), wanted)) {
        return edited;
      }
    } catch (error) {
      if (!(error instanceof YamlEditError)) {
        throw error;
      }
      refused ??= error;
    }
  }
  throw new EditError(
    refused
      ? `${describeRef(ref)} cannot be edited in ${file}: ${refused.message}`
      : `${describeRef(
          ref,
        )} stands in ${file}, and no edit of files that only this environment uses gives what is asked for. Give the environment a kustomization of its own, or change it by hand.`,
    ref,
  );
}

/** Takes an object out of the files of an environment. @throws EditError when it cannot be told apart */
export function removeObject(
  files: RepositoryFiles,
  rendered: RenderedFolder,
  { folder, isOwn }: EditPlace,
  object: KubeObject,
): RepositoryFiles {
  const ref = refOf(object);
  const source = rendered.get(ref);
  if (!source) {
    return files;
  }
  const { file } = source.origin;
  const kustomization = kustomizationOf(files, folder);
  if (!isOwn(file)) {
    if (!kustomization || !isOwn(kustomization)) {
      throw new EditError(
        `${describeRef(
          ref,
        )} stands in ${file}, which other environments use too. Give the environment a kustomization of its own.`,
        ref,
      );
    }
    const { apiVersion, kind } = object;
    const { name, namespace } = object.metadata;
    return addPatch(files, kustomization, {
      apiVersion,
      kind,
      metadata: { name, ...(namespace && { namespace }) },
      $patch: 'delete',
    });
  }
  const text = files.get(file) ?? '';
  const found = findDocument(text, ref);
  if (!found) {
    throw new EditError(
      `${describeRef(
        ref,
      )} is part of a list in ${file}, and cannot be taken out in place. Write it as a document of its own.`,
      ref,
    );
  }
  let rest: string | undefined;
  try {
    rest = withoutDocument(text, found.index);
  } catch (error) {
    throw new EditError(
      `${describeRef(ref)} cannot be taken out of ${file}: ${
        (error as Error).message
      }.`,
      ref,
    );
  }
  if (rest !== undefined) {
    return new Map([...files, [file, rest]]);
  }
  const without = new Map(files);
  without.delete(file);
  const owner = kustomizationOf(files, folderOf(file)) ?? kustomization;
  return owner ? removeFromKustomization(without, owner, file) : without;
}
