import { parse } from 'yaml';
import { asRecord, asText, asTexts } from '../resources/fields';
import type { FileReader } from './renderKustomization';

/** Names that a kustomization may have, in the order in which kustomize looks. @public */
export const KUSTOMIZATION_NAMES = [
  'kustomization.yaml',
  'kustomization.yml',
  'Kustomization',
];

/** A path below a folder, without `.` and `..`. */
export function joinPath(folder: string, path: string): string {
  const steps: string[] = [];
  for (const step of `${folder}/${path}`.split('/')) {
    if (step === '..') {
      steps.pop();
    } else if (step && step !== '.') {
      steps.push(step);
    }
  }
  return steps.join('/');
}

/** The folder of a path; empty for the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

/** Files and folders that a kustomization names, and whether it is a component, which is no whole of its own. */
export function referencesOf(
  read: FileReader,
  file: string,
): { paths: string[]; isComponent: boolean } {
  let content: Record<string, unknown>;
  try {
    content = asRecord(parse(read(file) ?? '', { maxAliasCount: 0 }));
  } catch {
    content = {};
  }
  const names = ['resources', 'components', 'bases'].flatMap(key =>
    asTexts(content[key]),
  );
  return {
    paths: names.map(name => joinPath(folderOf(file), name)),
    isComponent: asText(content.kind) === 'Component',
  };
}
