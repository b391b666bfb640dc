import { refOf } from '@ecotrack/mesh-engine';
import type { ChangeTemplate } from '../../types';
import { namespaceField, portField, workloadField } from '../common/fields';
import { planOf } from '../common/planOf';
import { alsoFor, describeScope, governing, scopeOf } from '../common/scope';
import { at } from '../common/values';
import { GROUP } from '../policies/place';
import {
  KIND,
  MODES,
  newPolicy,
  pathOf,
  withMode,
  type Mode,
  type MtlsParameters,
} from './policy';
import { requireCallersKnown } from './requireCallersKnown';
import { requireEffect } from './requireEffect';

const EFFECTS: Record<Mode, string> = {
  STRICT:
    'Callers without a proxy of the mesh are refused from then on. The effect lists those that are known.',
  PERMISSIVE: 'Connections without mTLS are taken too, and show no identity.',
  DISABLE:
    'Connections are not encrypted any more, and callers show no identity: policies that name callers refuse them.',
  UNSET: 'What the level above says counts.',
};

export const mtlsMode: ChangeTemplate<MtlsParameters> = {
  id: 'mtls-mode',
  version: 1,
  topic: 'security',
  title: 'mTLS mode',
  summary: 'Says whether connections must be encrypted and authenticated.',
  description: `Proxies of the mesh encrypt connections between them and prove who calls (mutual TLS). The mode says what a service takes:

- \`STRICT\`: only such connections.
- \`PERMISSIVE\`: those and plain ones, for the time in which some callers have no proxy yet.
- \`DISABLE\`: only plain ones.
- \`UNSET\`: what the level above says.

A mode is for the whole mesh, a namespace, a workload, or one port of a workload; the narrowest counts.

Use \`STRICT\` wherever every caller has a proxy. Look at the effect before: it lists connections that would break.

To go back, choose the mode from before, or revert the pull request.`,
  parameters: {
    type: 'object',
    additionalProperties: false,
    required: ['mode'],
    dependencies: { workload: ['namespace'], port: ['workload'] },
    properties: {
      namespace: namespaceField('Leave it out for the whole mesh.'),
      workload: workloadField('Leave it out for the whole namespace.'),
      port: portField(
        'The port on which the pods listen. Leave it out for all ports.',
      ),
      mode: {
        type: 'string',
        title: 'Mode',
        description:
          'What is taken: mTLS alone, plain connections too, or none.',
        enum: MODES,
      },
    },
  },

  current(given, { mesh }) {
    const policy = governing(mesh, GROUP, KIND, scopeOf(mesh, given));
    const mode = at(policy, ...pathOf(given.port), 'mode');
    return { mode: MODES.find(each => each === mode) ?? 'UNSET', ...given };
  },

  plan(parameters, context) {
    const { mesh } = context;
    const { port, mode } = parameters;
    const scope = scopeOf(mesh, parameters);
    requireEffect(mesh, scope, parameters);
    const place = describeScope(mesh, scope);
    const title = `Set mTLS to ${mode} for ${
      port === undefined ? place : `port ${port} of ${place}`
    }`;
    const policy = governing(mesh, GROUP, KIND, scope);
    const isThere = (at(policy, ...pathOf(port), 'mode') ?? 'UNSET') === mode;
    const asked = policy
      ? withMode(policy, parameters)
      : newPolicy(mesh, scope, parameters);
    const wanted = isThere ? policy : asked;
    const change = {
      wanted: wanted ? [wanted] : [],
      removed: policy && !wanted ? [refOf(policy)] : [],
    };
    requireCallersKnown(
      mesh,
      mesh.with({ upserted: change.wanted, removed: change.removed }),
    );
    return planOf(context, {
      title,
      ...change,
      notes: [EFFECTS[mode], ...(policy ? alsoFor(mesh, policy, scope) : [])],
    });
  },
};
