import type { KubeObject, Mesh } from '@ecotrack/mesh-engine';
import { ParameterError } from '../../ParameterError';
import { namespaceField, workloadField } from '../../security/common/fields';
import { newObject, planOf } from '../../security/common/planOf';
import {
  alsoFor,
  describeScope,
  governing,
  scopeOf,
  selectorOf,
  type Scope,
} from '../../security/common/scope';
import { at, list, record, texts, withAt } from '../../security/common/values';
import type { ChangeTemplate } from '../../types';
import { dependencyOf, hostOf, inOrder, type Dependency } from './dependencies';

type Parameters = {
  namespace: string;
  workload?: string;
  dependencies: Dependency[];
};

const GROUP = 'networking.istio.io';
const SELECTOR = ['spec', 'workloadSelector', 'labels'];
const NOTHING = '~/*';

/** The Sidecar that counts for a workload or a namespace. */
export const sidecarFor = (mesh: Mesh, scope: Scope) =>
  governing(mesh, GROUP, 'Sidecar', scope, SELECTOR);

/** Position of the listener for everything that no other listener takes. */
export function listenerOf(sidecar: KubeObject | undefined): number {
  const listeners = list(at(sidecar, 'spec', 'egress'));
  const index = listeners.findIndex(
    listener => record(listener).port === undefined,
  );
  return index < 0 ? listeners.length : index;
}

export const sidecarScope: ChangeTemplate<Parameters> = {
  id: 'sidecar-scope',
  version: 1,
  topic: 'edges',
  title: 'Scope of proxies',
  summary: 'Says which services the proxies of a namespace need to know.',
  description: `Every proxy knows every service of the mesh unless it is told what it needs. In a large mesh that costs memory, and each change anywhere reaches each proxy. This change lists the dependencies of a workload, or of a whole namespace.

Use it when you know what is called. The list is complete: what is not on it becomes unknown to the proxies, and where the mesh forbids unknown hosts, calls to it fail. Look at the effect before.

List the namespace itself when its services call each other, and the namespace of the egress gateway when they call hosts outside through it.

To go back, revert the pull request.`,
  parameters: {
    type: 'object',
    additionalProperties: false,
    required: ['namespace', 'dependencies'],
    properties: {
      namespace: namespaceField('Whose proxies are meant.'),
      workload: workloadField('Leave it out for the whole namespace.'),
      dependencies: {
        type: 'array',
        title: 'Dependencies',
        description: 'Everything that is called. None means nothing at all.',
        maxItems: 500,
        uniqueItems: true,
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['namespace'],
          properties: {
            namespace: {
              type: 'string',
              title: 'Namespace',
              description: 'Where it runs; * for whatever namespace.',
              pattern: '^(\\*|[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)$',
              'x-picker': 'namespace',
            },
            service: {
              type: 'string',
              title: 'Service',
              description:
                'A service, or a host outside that the namespace declares. Leave it out for everything there.',
              pattern:
                '^(\\*|(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*)$',
              maxLength: 253,
              'x-picker': 'host',
            },
          },
        },
      },
    },
  },

  current(given, { mesh }) {
    const { namespace } = given;
    if (namespace === undefined) {
      return given;
    }
    const sidecar = sidecarFor(mesh, scopeOf(mesh, given));
    const hosts = texts(
      at(sidecar, 'spec', 'egress', listenerOf(sidecar), 'hosts'),
    );
    return sidecar
      ? {
          dependencies: hosts
            .filter(host => host !== NOTHING)
            .map(host => dependencyOf(mesh, namespace, host)),
          ...given,
        }
      : given;
  },

  plan(parameters, context) {
    const { mesh } = context;
    const { namespace, dependencies } = parameters;
    const scope = scopeOf(mesh, parameters);
    const { workload } = scope;
    if (
      workload &&
      !['all', 'some', 'unknown'].includes(workload.sidecar.state)
    ) {
      throw new ParameterError(
        'workload',
        `${workload.name} has no sidecar, and only sidecars have a scope.`,
      );
    }
    const hosts = dependencies.map((dependency, index) =>
      hostOf(mesh, namespace, dependency, `dependencies[${index}]`),
    );
    const wanted = hosts.length > 0 ? hosts : [NOTHING];
    const sidecar = sidecarFor(mesh, scope);
    const place = ['spec', 'egress', listenerOf(sidecar), 'hosts'];
    const ofNamespace = workload && sidecarFor(mesh, { namespace });
    const unknown =
      mesh.config.outboundTrafficPolicy === 'REGISTRY_ONLY'
        ? 'calls to anything else fail'
        : 'calls to anything else leave the proxy as if they went outside the mesh, without mTLS';
    return planOf(context, {
      title: `Limit what ${describeScope(mesh, scope)} knows to ${
        dependencies.length
      } ${dependencies.length === 1 ? 'dependency' : 'dependencies'}`,
      wanted: [
        sidecar
          ? withAt(
              sidecar,
              place,
              inOrder(wanted, texts(at(sidecar, ...place)), namespace),
            )
          : newObject(
              mesh,
              GROUP,
              'Sidecar',
              { namespace, name: workload?.name ?? 'default' },
              {
                ...(workload && {
                  workloadSelector: { labels: selectorOf(mesh, workload) },
                }),
                egress: [{ hosts: [...new Set(wanted)] }],
              },
            ),
      ],
      notes: [
        `The list is complete: ${unknown}.`,
        ...(sidecar ? alsoFor(mesh, sidecar, scope, SELECTOR) : []),
        ...(!sidecar && ofNamespace
          ? [
              `For ${workload.name} it takes the place of Sidecar ${ofNamespace.metadata.name}, which is for the namespace.`,
            ]
          : []),
      ],
    });
  },
};
