import type { KubeObject, Mesh } from '@ecotrack/mesh-engine';
import type { ChangeTemplate } from '../types';
import { requireNamespace } from './common/find';
import { namespaceField } from './common/fields';
import { newObject, planOf } from './common/planOf';
import { at, labelsOf } from './common/values';
import { allowPolicies, GROUP, placeOf } from './policies/place';
import { rulesOf } from './policies/rules';

type Parameters = { namespace: string };

/** ALLOW policies for all of a namespace. */
const widePolicies = (mesh: Mesh, namespace: string): KubeObject[] =>
  mesh
    .objects('AuthorizationPolicy', GROUP)
    .filter(
      policy =>
        policy.metadata.namespace === namespace &&
        (at(policy, 'spec', 'action') ?? 'ALLOW') === 'ALLOW' &&
        at(policy, 'spec', 'targetRefs') === undefined &&
        Object.keys(labelsOf(at(policy, 'spec', 'selector', 'matchLabels')))
          .length === 0,
    );

/** What the policy means for everything in the namespace, sorted by what becomes of it. */
function notesFor(mesh: Mesh, namespace: string): string[] {
  const isOfMesh = namespace === mesh.config.rootNamespace;
  const workloads = mesh.workloads.filter(
    workload => isOfMesh || workload.namespace === namespace,
  );
  const isBare = (state: string) => state === 'none';
  const services = mesh.services.filter(
    ({ ref, selector, workloads: own }) =>
      ref.kind === 'Service' &&
      selector !== undefined &&
      (isOfMesh || ref.namespace === namespace) &&
      own.some(({ sidecar }) => !isBare(sidecar.state)),
  );
  const nameOf = ({
    name,
    namespace: home,
  }: {
    name: string;
    namespace: string;
  }) => (isOfMesh ? `${name} of ${home}` : name);
  const isOpen = (service: (typeof services)[number]) =>
    allowPolicies(placeOf(mesh, service.namespace, service.name)).some(
      policy => rulesOf(policy).length > 0,
    );
  const told: [string, { name: string; namespace: string }[]][] = [
    ['Stay open to whom their own policies name', services.filter(isOpen)],
    [
      'Shut to everybody until a caller is allowed',
      services.filter(service => !isOpen(service)),
    ],
    [
      'Stay open to everybody, as they run without a proxy of the mesh',
      workloads.filter(({ sidecar }) => isBare(sidecar.state)),
    ],
  ];
  return told
    .filter(([, things]) => things.length > 0)
    .map(([words, things]) => `${words}: ${things.map(nameOf).join(', ')}.`);
}

export const denyByDefault: ChangeTemplate<Parameters> = {
  id: 'deny-by-default',
  version: 1,
  topic: 'security',
  title: 'Deny by default',
  summary: 'Refuses every call in a namespace that no policy allows.',
  description: `Adds a policy without rules to a namespace. From then on a service there can be called only by those whom one of its own policies names.

Use it once the services of a namespace have their lists of callers. The notes of this change say which services stay open, and which nobody could call any more; give the latter their callers first, with *Allow a caller*.

In the namespace of Istio itself the policy counts for the whole mesh, its gateways included.

To go back, revert the pull request.`,
  parameters: {
    type: 'object',
    additionalProperties: false,
    required: ['namespace'],
    properties: {
      namespace: namespaceField('Where nothing shall be allowed by default.'),
    },
  },

  plan({ namespace }, context) {
    const { mesh } = context;
    requireNamespace(mesh, namespace);
    const [known] = widePolicies(mesh, namespace);
    const title = `Deny by default in ${namespace}`;
    return known
      ? planOf(context, {
          title,
          wanted: [known],
          notes: [
            `AuthorizationPolicy ${known.metadata.name} is for all of ${namespace} already: what no rule allows is refused there.`,
          ],
        })
      : planOf(context, {
          title,
          wanted: [
            newObject(
              mesh,
              GROUP,
              'AuthorizationPolicy',
              { namespace, name: 'deny-by-default' },
              {},
            ),
          ],
          notes: notesFor(mesh, namespace),
        });
  },
};
