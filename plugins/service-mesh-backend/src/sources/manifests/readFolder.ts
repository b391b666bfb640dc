import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import {
  Mesh,
  readManifests,
  renderKustomization,
} from '@ecotrack/mesh-engine';

const MANIFEST = /\.(ya?ml|json)$/;
const MAX_FILES = 5_000;

function filesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile() && MANIFEST.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name))
    .sort()
    .slice(0, MAX_FILES);
}

/** The mesh of a folder: its kustomization when it has one, all of its manifests otherwise. */
export function readFolder(folder: string): Mesh {
  const isKustomization = existsSync(join(folder, 'kustomization.yaml'));
  const { resources, findings } = isKustomization
    ? renderKustomization(path => {
        const file = join('/', path);
        return existsSync(file) && statSync(file).isFile()
          ? readFileSync(file, 'utf8')
          : undefined;
      }, folder)
    : readManifests(
        filesOf(folder).map(file => ({
          path: relative(folder, file),
          text: readFileSync(file, 'utf8'),
        })),
      );
  return Mesh.from(resources, {}, findings);
}
