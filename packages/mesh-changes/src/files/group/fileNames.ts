import { groupOf, type KubeObject } from '@ecotrack/mesh-engine';
import type { RenderedFolder } from '../EnvironmentReader';
import { isOfMesh } from '../newFile';
import { folderOf } from '../paths';

const OPERATIONS = ['policy', 'autoscaling', 'monitoring.coreos.com'];

/** The part of a service that an object is of: what runs, how the mesh treats it, how it is operated. */
export function partOf(object: KubeObject): string {
  if (isOfMesh(object)) {
    return 'mesh';
  }
  return OPERATIONS.includes(groupOf(object.apiVersion))
    ? 'operations'
    : 'workload';
}

/** Names of files in folders beside each other, for objects of a kind: as most of them have it. */
export function nameBeside(
  object: KubeObject,
  parent: string,
  rendered: RenderedFolder,
): string {
  const counts = new Map<string, number>();
  for (const { object: other, origin } of rendered.resources) {
    if (
      other.kind === object.kind &&
      /\.ya?ml$/.test(origin.file) &&
      folderOf(folderOf(origin.file)) === parent
    ) {
      const name = origin.file.slice(folderOf(origin.file).length + 1);
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  const [most] = [...counts].sort(([, one], [, other]) => other - one);
  return most?.[0] ?? `${partOf(object)}.yaml`;
}
