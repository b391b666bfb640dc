import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ManifestFile } from '../resources/readManifests';

/** Folder of data that belongs to others and is not part of the repository. */
const SHARED =
  process.env.MESH_SHARED_DIR ?? resolve(__dirname, '../../../../../shared');

/** Where a shared file or folder is, or would be. */
export function sharedPath(path: string): string {
  return resolve(SHARED, path);
}

/** Whether it is there; tests that need it are skipped, by name, where it is not. */
export function isShared(path: string): boolean {
  return existsSync(sharedPath(path));
}

/** Cases of one conformance suite; one that names what is absent where the suite is not there. */
export function casesOf<T extends { id: string }>(suite: string): T[] {
  const path = resolve(SHARED, 'conformance', suite, 'cases.json');
  return existsSync(path)
    ? (JSON.parse(readFileSync(path, 'utf8')) as T[])
    : [{ id: `absent: ${path}` } as T];
}

/** All manifests below a shared folder. */
export function manifestsOf(folder: string): ManifestFile[] {
  const path = resolve(SHARED, folder);
  return readdirSync(path, { recursive: true })
    .map(String)
    .filter(file => /\.ya?ml$/.test(file))
    .sort()
    .map(file => ({
      path: file,
      text: readFileSync(resolve(path, file), 'utf8'),
    }));
}
