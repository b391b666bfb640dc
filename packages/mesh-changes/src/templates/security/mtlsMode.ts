import {
  refOf,
  type KubeObject,
  type Mesh,
  type Workload,
} from '@ecotrack/mesh-engine';
import { ParameterError } from '../ParameterError';
import type { ChangeTemplate } from '../types';
import { namesOf, podPortsOf } from './common/find';
import { namespaceField, portField, workloadField } from './common/fields';
import { newObject, planOf } from './common/planOf';
import {
  alsoFor,
  describeScope,
  governing,
  scopeOf,
  selectorOf,
  type Scope,
} from './common/scope';
import { at, record, withAt } from './common/values';
import { GROUP } from './policies/place';

const KIND = 'PeerAuthentication';
const MODES = ['STRICT', 'PERMISSIVE', 'DISABLE', 'UNSET'] as const;

type Mode = (typeof MODES)[number];

type Parameters = {
  namespace?: string;
  workload?: string;
  port?: number;
  mode: Mode;
};

const pathOf = (port?: number): string[] =>
  port === undefined
    ? ['spec', 'mtls']
    : ['spec', 'portLevelMtls', String(port)];

function requirePodPort(mesh: Mesh, workload: Workload, port: number): void {
  const known = [
    ...workload.containerPorts.map(({ number }) => number),
    ...mesh
      .servicesOf(workload)
      .flatMap(service =>
        service.ports.flatMap(each => podPortsOf(service, each)),
      ),
  ];
  if (!known.includes(port)) {
    throw new ParameterError(
      'port',
      `The pods of ${workload.name} have no port ${port}. ${namesOf(known)}`,
    );
  }
}

const WITHOUT_EFFECT: Partial<Record<Workload['sidecar']['state'], string>> = {
  none: 'runs without a proxy of the mesh, so no mode would count. Turn injection on for it first.',
  gateway:
    'is a gateway: what its ports take is said by the servers of its Gateway.',
};

function requireEffect(mesh: Mesh, scope: Scope, parameters: Parameters): void {
  const { workload } = scope;
  const { port, mode } = parameters;
  if (!workload) {
    if (port !== undefined) {
      throw new ParameterError(
        'port',
        'A mode for one port needs the workload that has the port. Name it, or leave the port out.',
      );
    }
    return;
  }
  const reason = WITHOUT_EFFECT[workload.sidecar.state];
  if (reason) {
    throw new ParameterError('workload', `${workload.name} ${reason}`);
  }
  if (scope.namespace === mesh.config.rootNamespace) {
    throw new ParameterError(
      'workload',
      `Istio takes no notice of a mode for one workload in ${scope.namespace}, where modes are for the whole mesh.`,
    );
  }
  if (workload.sidecar.state === 'ambient' && mode === 'DISABLE') {
    throw new ParameterError(
      'mode',
      `${workload.name} is in ambient mode, where mTLS cannot be turned off. Use PERMISSIVE to take plaintext too.`,
    );
  }
  if (port !== undefined) {
    requirePodPort(mesh, workload, port);
  }
}

/** The policy with the mode; undefined when nothing would be left in it. */
function withMode(
  policy: KubeObject,
  { port, mode }: Parameters,
): KubeObject | undefined {
  if (port === undefined) {
    return withAt(policy, [...pathOf(), 'mode'], mode);
  }
  if (mode !== 'UNSET') {
    return withAt(policy, [...pathOf(port), 'mode'], mode);
  }
  const without = withAt(policy, pathOf(port), undefined);
  const ports = record(at(without, 'spec', 'portLevelMtls'));
  const left =
    Object.keys(ports).length > 0
      ? without
      : withAt(without, ['spec', 'portLevelMtls'], undefined);
  return Object.keys(record(left.spec)).some(field => field !== 'selector')
    ? left
    : undefined;
}

function newPolicy(mesh: Mesh, scope: Scope, parameters: Parameters) {
  const { namespace, workload } = scope;
  const { port, mode } = parameters;
  return newObject(
    mesh,
    GROUP,
    KIND,
    { namespace, name: workload?.name ?? 'default' },
    {
      ...(workload && {
        selector: { matchLabels: selectorOf(mesh, workload) },
      }),
      ...(port === undefined
        ? { mtls: { mode } }
        : { portLevelMtls: { [port]: { mode } } }),
    },
  );
}

const EFFECTS: Record<Mode, string> = {
  STRICT:
    'Callers without a proxy of the mesh are refused from then on. The effect lists those that are known.',
  PERMISSIVE: 'Connections without mTLS are taken too, and show no identity.',
  DISABLE:
    'Connections are not encrypted any more, and callers show no identity: policies that name callers refuse them.',
  UNSET: 'What the level above says counts.',
};

export const mtlsMode: ChangeTemplate<Parameters> = {
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
    if (!policy) {
      return planOf(context, {
        title,
        wanted: mode === 'UNSET' ? [] : [newPolicy(mesh, scope, parameters)],
        notes: [EFFECTS[mode]],
      });
    }
    const isThere = (at(policy, ...pathOf(port), 'mode') ?? 'UNSET') === mode;
    const wanted = isThere ? policy : withMode(policy, parameters);
    return planOf(context, {
      title,
      wanted: wanted ? [wanted] : [],
      removed: wanted ? [] : [refOf(policy)],
      notes: [EFFECTS[mode], ...alsoFor(mesh, policy, scope)],
    });
  },
};
