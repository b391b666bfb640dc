import { KUSTOMIZATION_NAMES, type ObjectRef } from '@ecotrack/mesh-engine';
import { isMapValue, type ValueMap } from '../values/values';
import { editYaml } from '../yaml/editYaml';
import { findDocument, valuesOf } from './documents';
import { folderOf, inFolder, relativeTo } from './paths';
import type { RepositoryFiles } from './types';

/** The kustomization of a folder. */
export function kustomizationOf(
  files: RepositoryFiles,
  folder: string,
): string | undefined {
  return KUSTOMIZATION_NAMES.map(name => inFolder(folder, name)).find(path =>
    files.has(path),
  );
}

function contentOf(files: RepositoryFiles, path: string): ValueMap {
  const [value] = valuesOf(files.get(path) ?? '');
  return isMapValue(value) ? value : {};
}

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : [];

function edited(
  files: RepositoryFiles,
  path: string,
  change: Record<string, unknown>,
): RepositoryFiles {
  const text = editYaml(files.get(path) ?? '', 0, {
    ...contentOf(files, path),
    ...change,
  });
  return new Map([...files, [path, text]]);
}

/** Names a new file under `resources` or `patches` of a kustomization. */
export function addToKustomization(
  files: RepositoryFiles,
  path: string,
  field: 'resources' | 'patches',
  file: string,
): RepositoryFiles {
  const name = relativeTo(folderOf(path), file);
  const entry = field === 'resources' ? name : { path: name };
  return edited(files, path, {
    [field]: [...listOf(contentOf(files, path)[field]), entry],
  });
}

/** Takes a file out of the `resources` of a kustomization. */
export function removeFromKustomization(
  files: RepositoryFiles,
  path: string,
  file: string,
): RepositoryFiles {
  const folder = folderOf(path);
  return edited(files, path, {
    resources: listOf(contentOf(files, path).resources).filter(
      name => relativeTo(folder, file) !== String(name).replace(/^\.\//, ''),
    ),
  });
}

/** Files with patches of an object that a kustomization names itself, in order. */
export function patchFilesOf(
  files: RepositoryFiles,
  path: string,
  ref: ObjectRef,
): string[] {
  const folder = folderOf(path);
  return listOf(contentOf(files, path).patches).flatMap(patch => {
    if (!isMapValue(patch) || typeof patch.path !== 'string') {
      return [];
    }
    const file = inFolder(folder, patch.path.replace(/^\.\//, ''));
    const text = files.get(file);
    return text !== undefined && findDocument(text, ref) ? [file] : [];
  });
}
