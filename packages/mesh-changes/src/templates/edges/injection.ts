import type { KubeObject, Mesh, Workload } from '@ecotrack/mesh-engine';
import { ParameterError } from '../ParameterError';
import { namespaceField, workloadField } from '../security/common/fields';
import {
  namesOf,
  requireNamespace,
  requireWorkload,
} from '../security/common/find';
import { planOf } from '../security/common/planOf';
import {
  at,
  labelsOf,
  list,
  record,
  texts,
  withAt,
} from '../security/common/values';
import type { ChangeTemplate } from '../types';

const STATES = ['enabled', 'disabled', 'unset'] as const;

type Parameters = {
  namespace: string;
  workload?: string;
  state: (typeof STATES)[number];
  revision?: string;
};

const NAMESPACE_LABEL = 'istio-injection';
const WORKLOAD_LABEL = 'sidecar.istio.io/inject';
const REVISION_LABEL = 'istio.io/rev';
const NEVER = ['kube-system', 'kube-public', 'kube-node-lease'];

/** What is labelled: an object, and the path of its labels. */
type Labelled = { object: KubeObject; path: string[]; own: string };

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
function labelled(
  { object, path, own }: Labelled,
  { state, revision }: Parameters,
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

function checkNamespace(
  mesh: Mesh,
  namespace: string,
  { workload, state }: Parameters,
): void {
  const labels = mesh.namespaces.get(namespace)?.metadata.labels ?? {};
  if (state === 'enabled' && labels['istio.io/dataplane-mode'] === 'ambient') {
    throw new ParameterError(
      'state',
      `Namespace ${namespace} is in ambient mode, which needs no sidecars. Take the label istio.io/dataplane-mode off first.`,
    );
  }
  if (
    workload !== undefined &&
    state === 'enabled' &&
    labels[NAMESPACE_LABEL] === 'disabled'
  ) {
    throw new ParameterError(
      'state',
      `Namespace ${namespace} is labelled istio-injection: disabled, which goes before labels of workloads. Change the namespace first.`,
    );
  }
}

/** Revisions that installed injectors answer to. */
function revisionsOf(mesh: Mesh): string[] {
  return mesh
    .objects('MutatingWebhookConfiguration')
    .flatMap(({ webhooks }) => list(webhooks).map(record))
    .flatMap(({ namespaceSelector, objectSelector }) =>
      [namespaceSelector, objectSelector].flatMap(selector => [
        ...texts([at(selector, 'matchLabels', REVISION_LABEL)]),
        ...list(at(selector, 'matchExpressions'))
          .map(record)
          .filter(
            ({ key, operator }) => key === REVISION_LABEL && operator === 'In',
          )
          .flatMap(({ values }) => texts(values)),
      ]),
    );
}

/** @throws ParameterError when installed injectors are known and none answers to the labels */
function checkInjected(
  mesh: Mesh,
  edited: KubeObject,
  { namespace, workload: name, revision, state }: Parameters,
): void {
  const after = mesh.with({ upserted: [edited] });
  const unanswered = after.workloads.find(
    workload =>
      workload.namespace === namespace &&
      (name === undefined || workload.name === name) &&
      workload.sidecar.because.some(({ says }) =>
        says.startsWith('No installed injection webhook'),
      ),
  );
  if (state === 'enabled' && unanswered) {
    throw new ParameterError(
      revision === undefined ? 'state' : 'revision',
      `No installed injector answers to ${
        revision === undefined ? 'the default label' : `revision ${revision}`
      }. ${namesOf(revisionsOf(mesh))}`,
    );
  }
}

/** Workloads that get or lose a proxy. */
function changedBy(mesh: Mesh, edited: KubeObject) {
  const after = mesh.with({ upserted: [edited] });
  return mesh.workloads.filter(
    ({ namespace, name, sidecar }) =>
      after.workload(namespace, name)?.sidecar.expected !== sidecar.expected,
  );
}

function notesFor(
  mesh: Mesh,
  { object, path, own }: Labelled,
  edited: KubeObject,
  { workload, state }: Parameters,
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
          }: ${changed.join(', ')}.`,
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

export const injection: ChangeTemplate<Parameters> = {
  id: 'injection',
  version: 1,
  topic: 'edges',
  title: 'Sidecar injection',
  summary: 'Says which pods get a proxy of the mesh.',
  description: `A pod is part of the mesh when a proxy is put beside its containers as it starts. Labels say where: on a namespace for all its pods, on a workload for its own.

Use it to take a namespace or a workload into the mesh, to keep one out, or to move a namespace to another revision of the control plane. Of the labels for injection and revision only one stays, as the first hides the other.

Pods that run keep what they have until they start again.

To go back, choose what was there before, or revert the pull request, and restart the workloads.`,
  parameters: {
    type: 'object',
    additionalProperties: false,
    required: ['namespace', 'state'],
    properties: {
      namespace: namespaceField('Whose pods are meant.'),
      workload: workloadField('Leave it out for the whole namespace.'),
      state: {
        type: 'string',
        title: 'Injection',
        description:
          'Whether pods get a proxy; unset takes the label off, so that the level above decides.',
        enum: STATES,
      },
      revision: {
        type: 'string',
        title: 'Revision',
        description:
          'Revision or tag of the control plane that injects. Leave it out for the default one.',
        pattern: '^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$',
      },
    },
  },

  current(given, { mesh }) {
    const { namespace, workload } = given;
    if (namespace === undefined) {
      return given;
    }
    const { object, path, own } =
      workload === undefined
        ? namespaceObject(mesh, namespace)
        : workloadObject(mesh, requireWorkload(mesh, namespace, workload));
    const labels = labelsOf(at(object, ...path));
    const revision = labels[REVISION_LABEL];
    const said = labels[own];
    if (said !== undefined) {
      const isOn = ['enabled', 'true'].includes(said);
      return { state: isOn ? 'enabled' : 'disabled', ...given };
    }
    return revision === undefined
      ? { state: 'unset', ...given }
      : { state: 'enabled', revision, ...given };
  },

  plan(parameters, context) {
    const { mesh } = context;
    const { namespace, workload, state, revision } = parameters;
    if (revision !== undefined && state !== 'enabled') {
      throw new ParameterError(
        'revision',
        'A revision goes with state: enabled alone. Leave it out.',
      );
    }
    const labelledObject =
      workload === undefined
        ? namespaceObject(mesh, namespace)
        : workloadObject(mesh, requireWorkload(mesh, namespace, workload));
    checkNamespace(mesh, namespace, parameters);
    const edited = labelled(labelledObject, parameters);
    checkInjected(mesh, edited, parameters);
    const place =
      workload === undefined
        ? `namespace ${namespace}`
        : `${workload} in ${namespace}`;
    const says = {
      enabled: `Inject proxies into ${place}${
        revision === undefined ? '' : ` by revision ${revision}`
      }`,
      disabled: `Keep proxies out of ${place}`,
      unset: `Leave injection of ${place} to the level above`,
    };
    return planOf(context, {
      title: says[state],
      wanted: [edited],
      notes: notesFor(mesh, labelledObject, edited, parameters),
    });
  },
};
