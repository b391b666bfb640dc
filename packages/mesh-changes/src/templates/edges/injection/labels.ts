import type { KubeObject, Mesh, Workload } from '@ecotrack/mesh-engine';
import { ParameterError } from '../../ParameterError';
import {
  namesOf,
  requireNamespace,
  requireWorkload,
} from '../../security/common/find';
import { at, labelsOf, withAt } from '../../security/common/values';

export const STATES = ['enabled', 'disabled', 'unset'] as const;

export type InjectionParameters = {
  namespace: string;
  workload?: string;
  state: (typeof STATES)[number];
  revision?: string;
};

export const NAMESPACE_LABEL = 'istio-injection';
const WORKLOAD_LABEL = 'sidecar.istio.io/inject';
export const REVISION_LABEL = 'istio.io/rev';
const NEVER = ['kube-system', 'kube-public', 'kube-node-lease'];

/** What is labelled: an object, and the path of its labels. */
export type Labelled = { object: KubeObject; path: string[]; own: string };

/** @throws ParameterError when the namespace cannot be labelled */
function namespaceObject(mesh: Mesh, namespace: string): Labelled {
  requireNamespace(mesh, namespace);
  const object = mesh.namespaces.get(namespace);
  if (!object || NEVER.includes(namespace)) {
    throw new ParameterError(
      'namespace',
      object
        ? `Istio never injects into ${namespace}.`
        : `Nothing known declares namespace ${namespace}, so it cannot be labelled. ${namesOf(
            mesh.namespaces.keys(),
          )}`,
    );
  }
  return { object, path: ['metadata', 'labels'], own: NAMESPACE_LABEL };
}

const TEMPLATES = [
  ['spec', 'template'],
  ['spec', 'jobTemplate', 'spec', 'template'],
];

/** @throws ParameterError when the workload has no template of pods */
function workloadObject(mesh: Mesh, workload: Workload): Labelled {
  const object = mesh.get(workload.ref);
  const template =
    workload.kind === 'Pod'
      ? []
      : TEMPLATES.find(path => at(object, ...path) !== undefined);
  if (!object || !template) {
    throw new ParameterError(
      'workload',
      `${workload.kind} ${workload.name} has no template of pods of its own. Name the workload that has it.`,
    );
  }
  return {
    object,
    path: [...template, 'metadata', 'labels'],
    own: WORKLOAD_LABEL,
  };
}

/** Labels as they shall be; only one of injection and revision stays, as the first hides the other. */
export function labelled(
  { object, path, own }: Labelled,
  { state, revision }: InjectionParameters,
): KubeObject {
  const values =
    own === NAMESPACE_LABEL
      ? { enabled: 'enabled', disabled: 'disabled', unset: undefined }
      : { enabled: 'true', disabled: 'false', unset: undefined };
  const wanted: [string, string | undefined][] = [
    [own, revision !== undefined ? undefined : values[state]],
    [REVISION_LABEL, revision],
  ];
  const labels = labelsOf(at(object, ...path));
  return wanted
    .filter(([name, value]) => labels[name] !== value)
    .reduce(
      (edited, [name, value]) => withAt(edited, [...path, name], value),
      object,
    );
}

/** What carries the labels of a namespace, or of a workload. */
export const labelledOf = (
  mesh: Mesh,
  { namespace, workload }: Pick<InjectionParameters, 'namespace' | 'workload'>,
): Labelled =>
  workload === undefined
    ? namespaceObject(mesh, namespace)
    : workloadObject(mesh, requireWorkload(mesh, namespace, workload));
