import { Mesh } from '../mesh/Mesh';
import type { MeshOptions } from '../mesh/types';
import { readManifests } from '../resources/readManifests';

/** A mesh from one text of manifests, for tests. */
export function meshOf(text: string, options?: MeshOptions): Mesh {
  const { resources, findings } = readManifests([{ path: 'mesh.yaml', text }]);
  return Mesh.from(resources, options, findings);
}
