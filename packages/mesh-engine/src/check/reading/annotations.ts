import { perMesh } from '../../mesh/perMesh';
import { asLabels, asList, asRecord, at } from '../../resources/fields';
import { refOf } from '../../resources/ref';
import type { KubeObject, ObjectRef } from '../../resources/types';
import { ISTIO_ANNOTATIONS, type IstioAnnotation } from './istioAnnotations';

/** An annotation of Istio where it stands. */
export interface UsedAnnotation {
  ref: ObjectRef;
  field: string;
  name: string;
  value: string;
  /** Kind that it counts for: templates make pods. */
  kind: string;
  labels: Readonly<Record<string, string>>;
  podSpec: unknown;
  known?: IstioAnnotation;
}

const SELF: [string, string][] = [
  ['Namespace', ''],
  ['Service', ''],
  ['Pod', ''],
  ['Deployment', 'apps'],
];
const TEMPLATES: [string, string][] = [
  ['Deployment', 'apps'],
  ['StatefulSet', 'apps'],
  ['DaemonSet', 'apps'],
  ['Rollout', 'argoproj.io'],
  ['Job', 'batch'],
];

const isOfIstio = (name: string) =>
  name === 'kubernetes.io/ingress.class' ||
  /(^|\.)istio\.io$/.test(name.split('/')[0]);

/** Pods and jobs that something else made are told from their templates. */
const isMade = ({ metadata }: KubeObject) =>
  asList(metadata.ownerReferences).some(
    owner => asRecord(owner).controller === true,
  );

function annotationsAt(
  object: KubeObject,
  kind: string,
  podSpec: unknown,
  ...path: string[]
): UsedAnnotation[] {
  const metadata = at(object, ...path, 'metadata');
  const field = [...path, 'metadata', 'annotations'].join('.');
  return Object.entries(asLabels(at(metadata, 'annotations')))
    .filter(([name]) => isOfIstio(name))
    .map(([name, value]) => ({
      ref: refOf(object),
      field: `${field}.${name}`,
      name,
      value,
      kind,
      labels: asLabels(at(metadata, 'labels')),
      podSpec,
      known: ISTIO_ANNOTATIONS.get(name),
    }));
}

/** Annotations of Istio on objects of Kubernetes. */
export const usedAnnotations = perMesh(mesh => [
  ...SELF.flatMap(([kind, group]) =>
    mesh
      .objects(kind, group)
      .filter(object => !isMade(object))
      .flatMap(object =>
        annotationsAt(object, kind, kind === 'Pod' ? object.spec : undefined),
      ),
  ),
  ...TEMPLATES.flatMap(([kind, group]) =>
    mesh
      .objects(kind, group)
      .filter(object => !isMade(object))
      .flatMap(object =>
        annotationsAt(
          object,
          'Pod',
          at(object, 'spec', 'template', 'spec'),
          'spec',
          'template',
        ),
      ),
  ),
]);

/** Whether an annotation stands where it counts. */
export const isPlaced = ({ known, kind }: UsedAnnotation): boolean =>
  known !== undefined &&
  (known.kinds.includes('Any') || known.kinds.includes(kind));
