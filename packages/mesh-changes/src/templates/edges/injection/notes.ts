import type { KubeObject, Mesh } from '@ecotrack/mesh-engine';
import { listed } from '../../security/common/find';
import { at, labelsOf } from '../../security/common/values';
import {
  NAMESPACE_LABEL,
  REVISION_LABEL,
  type InjectionParameters,
  type Labelled,
} from './labels';

/** Workloads that get or lose a proxy. */
function changedBy(mesh: Mesh, edited: KubeObject) {
  const after = mesh.with({ upserted: [edited] });
  return mesh.workloads.filter(
    ({ namespace, name, sidecar }) =>
      after.workload(namespace, name)?.sidecar.expected !== sidecar.expected,
  );
}

/** Who is moved by it, and what somebody has to do. */
export function notesFor(
  mesh: Mesh,
  { object, path, own }: Labelled,
  edited: KubeObject,
  { workload, state }: InjectionParameters,
): string[] {
  const before = labelsOf(at(object, ...path));
  const hadBoth = own in before && REVISION_LABEL in before;
  const changed = changedBy(mesh, edited).map(({ name }) => name);
  return [
    ...(hadBoth && own === NAMESPACE_LABEL
      ? [
          `Namespace ${object.metadata.name} had both labels, ${own} and ${REVISION_LABEL}; the first hid the other.`,
        ]
      : []),
    ...(changed.length > 0
      ? [
          `${
            state === 'enabled'
              ? 'Get a proxy'
              : 'What becomes of the proxy changes'
          }: ${listed(changed)}.`,
        ]
      : ['No workload that is known gets or loses a proxy by it.']),
    ...(workload === undefined && changed.length > 0
      ? [
          'Pods that run keep what they have until they are made again: restart the workloads after the merge.',
        ]
      : []),
    ...(state === 'disabled' && changed.length > 0
      ? [
          'Without a proxy they show no identity: services that take mTLS alone, or name their callers, refuse them.',
        ]
      : []),
  ];
}
