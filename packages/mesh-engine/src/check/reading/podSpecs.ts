import type { Mesh } from '../../mesh/Mesh';
import { asList, asRecord, at } from '../../resources/fields';
import { refOf } from '../../resources/ref';
import type { KubeObject, ObjectRef } from '../../resources/types';

/** What a pod is made from: the pod itself, or a template. */
export interface PodSpec {
  object: KubeObject;
  ref: ObjectRef;
  field: string;
  spec: unknown;
  labels: unknown;
}

const TEMPLATES: [string, string][] = [
  ['Deployment', 'apps'],
  ['StatefulSet', 'apps'],
  ['DaemonSet', 'apps'],
  ['Rollout', 'argoproj.io'],
];

/** Pods that no controller made. */
export const barePods = (mesh: Mesh): PodSpec[] =>
  mesh
    .objects('Pod', '')
    .filter(
      ({ metadata }) =>
        !asList(metadata.ownerReferences).some(
          owner => asRecord(owner).controller === true,
        ),
    )
    .map(object => ({
      object,
      ref: refOf(object),
      field: 'spec',
      spec: object.spec,
      labels: object.metadata.labels,
    }));

/** Templates of controllers. */
export const podTemplates = (mesh: Mesh): PodSpec[] =>
  TEMPLATES.flatMap(([kind, group]) => mesh.objects(kind, group)).map(
    object => ({
      object,
      ref: refOf(object),
      field: 'spec.template.spec',
      spec: at(object, 'spec', 'template', 'spec'),
      labels: at(object, 'spec', 'template', 'metadata', 'labels'),
    }),
  );

/** Containers with their positions. */
export const containersOf = (spec: unknown) =>
  asList(asRecord(spec).containers)
    .map(asRecord)
    .map((container, index) => ({ container, index }));
