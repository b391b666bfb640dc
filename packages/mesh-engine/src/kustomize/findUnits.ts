import type { Finding } from '../findings/types';
import type { SourcedObject } from '../resources/readManifests';
import {
  folderOf,
  joinPath,
  KUSTOMIZATION_NAMES,
  referencesOf,
} from './kustomizationFiles';
import { plainManifests, type SkippedFile } from './plainManifests';
import { renderKustomization, type FileReader } from './renderKustomization';
import { withoutRepeats } from './withoutRepeats';

/** Manifests that are applied together: what one kustomization gives, or the plain files. @public */
export interface ManifestUnit {
  /** Folder of the kustomization; undefined for plain files. */
  folder?: string;
  resources: SourcedObject[];
  /** What could not be read or rendered. */
  findings: Finding[];
}

/** @public */
export interface FoundUnits {
  units: ManifestUnit[];
  skipped: SkippedFile[];
}

const MANIFEST = /\.(?:ya?ml|json)$/;
const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);

/** Whether a path is in one of the folders. */
function isBelow(path: string, folders: ReadonlySet<string>): boolean {
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    if (folders.has(folder)) {
      return true;
    }
    if (!folder) {
      return false;
    }
  }
}

/** What files are below a path: a file, or a folder with its kustomization. */
const targets = (path: string) => [
  path,
  ...KUSTOMIZATION_NAMES.map(name => joinPath(path, name)),
];

/**
 * What a folder of a Git repository is: every kustomization that no other includes is a mesh of its own, and the plain
 * manifests outside of them are one together. Files without Kubernetes objects, templates and Helm charts are skipped.
 * @param paths - files to look at, from the root of the repository
 * @param read - gives the text of a file, of those that kustomizations name elsewhere too
 * @public
 */
export function findUnits(
  paths: readonly string[],
  read: FileReader,
): FoundUnits {
  const texts = new Map<string, string | undefined>();
  const once: FileReader = path => {
    if (!texts.has(path)) {
      texts.set(path, read(path));
    }
    return texts.get(path);
  };
  const sorted = [...new Set(paths)].sort();
  const kustomizations = sorted
    .filter(path => KUSTOMIZATION_NAMES.includes(nameOf(path)))
    .map(file => ({ file, ...referencesOf(once, file) }));
  const named = new Set(
    kustomizations.flatMap(entry => entry.paths.flatMap(targets)),
  );
  const charts = new Set(
    sorted.filter(path => nameOf(path) === 'Chart.yaml').map(folderOf),
  );
  const folders = new Set(kustomizations.map(({ file }) => folderOf(file)));

  const units: ManifestUnit[] = kustomizations
    .filter(({ file, isComponent }) => !isComponent && !named.has(file))
    .map(({ file }) => folderOf(file))
    .map(folder => ({ folder, ...renderKustomization(once, folder) }));

  const skipped: SkippedFile[] = [];
  const resources: SourcedObject[] = [];
  const findings: Finding[] = [];
  for (const path of sorted) {
    if (!MANIFEST.test(path) || KUSTOMIZATION_NAMES.includes(nameOf(path))) {
      continue;
    }
    if (isBelow(path, folders) || named.has(path)) {
      if (!texts.has(path)) {
        skipped.push({ path, reason: 'in no kustomization' });
      }
    } else if (isBelow(path, charts)) {
      skipped.push({ path, reason: 'part of a Helm chart' });
    } else {
      const reading = plainManifests(path, once);
      if ('reason' in reading) {
        skipped.push(reading);
      } else {
        resources.push(...reading.resources);
        findings.push(...reading.findings);
      }
    }
    texts.delete(path);
  }
  if (resources.length > 0 || findings.length > 0) {
    const plain = withoutRepeats(resources);
    units.push({
      resources: plain.resources,
      findings: [...findings, ...plain.findings],
    });
  }
  return { units, skipped };
}
