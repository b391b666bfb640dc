import { refOf, type Mesh } from '@ecotrack/mesh-engine';
import { NAMESPACE_LABEL } from '../../templates/edges/injection/labels';
import { revisionOf } from '../../templates/onboarding/parts/namespace';
import { at } from '../../templates/security/common/values';
import type { ReadinessMend } from '../types';
import type { Found, Question } from '../reading/Question';
import type { Subject } from '../reading/Subject';

const OF_THE_CLUSTER = ['kube-system', 'kube-public', 'kube-node-lease'];
const OF_POD = 'sidecar.istio.io/inject';

/** What goes before anything a workload says. */
const isShut = (mesh: Mesh, namespace: string) => {
  const label =
    mesh.namespaces.get(namespace)?.metadata.labels?.[NAMESPACE_LABEL];
  return label !== undefined && label !== 'enabled';
};

/** The change that asks for a proxy: for the pods of one workload where they can be labelled, else for the namespace. */
export function injectMend(
  { mesh, workload }: Pick<Subject, 'mesh' | 'workload'>,
  { isForAll = false } = {},
): ReadinessMend {
  const { namespace, name, kind } = workload;
  const object = mesh.get(workload.ref);
  const hasTemplate =
    kind === 'Pod' ||
    at(object, 'spec', 'template') !== undefined ||
    at(object, 'spec', 'jobTemplate') !== undefined;
  const isOfNamespace = isForAll || !hasTemplate || isShut(mesh, namespace);
  const revision = revisionOf(mesh);
  return {
    label: 'Inject the proxy…',
    template: 'injection',
    parameters: {
      namespace,
      ...(!isOfNamespace && { workload: name }),
      state: 'enabled',
      ...(revision !== undefined && { revision }),
    },
  };
}

/** Where the pods themselves refuse a proxy. */
export const refusalOf = ({
  template,
}: Pick<Subject, 'template'>): 'labels' | 'annotations' | undefined =>
  (['labels', 'annotations'] as const).find(
    each => template[each][OF_POD] === 'false',
  );

function ofPod(subject: Subject): Found[] {
  const { workload, template } = subject;
  const field = refusalOf(subject);
  if (!field) {
    return [];
  }
  const isOwn = template.object.name === workload.name;
  return [
    {
      state: 'blocked',
      place: 'pod',
      says: `Its pods say ${OF_POD}: "false", so they get no proxy whatever the namespace says. Take that off, or leave the workload outside on purpose.`,
      because: [template.object],
      field: `${template.metadata}.${field}["${OF_POD}"]`,
      ...(isOwn &&
        !isShut(subject.mesh, workload.namespace) && {
          mend: injectMend(subject),
        }),
    },
  ];
}

function ofNamespace(subject: Subject): Found[] {
  const { mesh, workload } = subject;
  const { namespace, sidecar } = workload;
  const object = mesh.namespaces.get(namespace);
  if (!object || sidecar.expected === undefined) {
    return [
      {
        state: 'unknown',
        place: 'namespace',
        says: `Namespace ${namespace} is not among the objects that are known, so nobody knows whether its pods get a proxy. Look at its labels.`,
      },
    ];
  }
  if (sidecar.expected) {
    return sidecar.pods > sidecar.injected
      ? [
          {
            state: 'warning',
            place: 'restart',
            says: `${sidecar.pods - sidecar.injected} of ${
              sidecar.pods
            } pods run without a proxy although the labels ask for one: they started before, or injection failed. Restart the workload.`,
            because: [workload.ref, refOf(object)],
          },
        ]
      : [];
  }
  const label = object.metadata.labels?.[NAMESPACE_LABEL];
  const because = [refOf(object)];
  const field = 'metadata.labels';
  return label !== undefined && label !== 'enabled'
    ? [
        {
          state: 'blocked',
          place: 'namespace',
          says: `Namespace ${namespace} is labelled ${NAMESPACE_LABEL}: ${label}, which goes before what a workload says. Change the label to enabled.`,
          because,
          field: `${field}.${NAMESPACE_LABEL}`,
          mend: injectMend(subject, { isForAll: true }),
        },
      ]
    : [
        {
          state: 'warning',
          place: 'namespace',
          says: `No label of namespace ${namespace} or of the pods asks for a proxy. Onboard the service, or label the namespace for all of its workloads.`,
          because,
          field,
          mend: injectMend(subject, { isForAll: true }),
        },
      ];
}

export const injected: Question = {
  id: 'injection',
  title: 'Labels ask for a proxy',
  reads: ['namespaces'],
  ready: 'The labels ask for a proxy.',
  look: subject => {
    const { workload, plane, template } = subject;
    if (OF_THE_CLUSTER.includes(workload.namespace)) {
      return [
        {
          state: 'blocked',
          says: `Istio never injects into ${workload.namespace}. Move the workload to a namespace of its own.`,
        },
      ];
    }
    if (plane === 'ambient' || template.spec.hostNetwork === true) {
      return undefined;
    }
    const own = ofPod(subject);
    return own.length > 0 ? own : ofNamespace(subject);
  },
};
