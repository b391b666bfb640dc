import { ParameterError } from '../../ParameterError';
import { namespaceField, workloadField } from '../../security/common/fields';
import { planOf } from '../../security/common/planOf';
import { at, labelsOf } from '../../security/common/values';
import type { ChangeTemplate } from '../../types';
import { checkInjected, checkNamespace } from './checks';
import {
  labelled,
  labelledOf,
  REVISION_LABEL,
  STATES,
  type InjectionParameters,
} from './labels';
import { notesFor } from './notes';

export const injection: ChangeTemplate<InjectionParameters> = {
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
    const { object, path, own } = labelledOf(mesh, { namespace, workload });
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
    const before = labelledOf(mesh, parameters);
    checkNamespace(mesh, namespace, parameters);
    const edited = labelled(before, parameters);
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
      notes: notesFor(mesh, before, edited, parameters),
    });
  },
};
