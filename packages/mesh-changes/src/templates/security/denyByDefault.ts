import type { KubeObject, Mesh } from '@ecotrack/mesh-engine';
import type { ChangeTemplate } from '../types';
import { requireNamespace } from './common/find';
import { namespaceField } from './common/fields';
import { newObject, planOf } from './common/planOf';
import { at, labelsOf } from './common/values';
import { GROUP, isInForce } from './policies/place';
import { whatStaysOpen } from './policies/whatStaysOpen';

type Parameters = { namespace: string };

/** ALLOW policies for all of a namespace. */
const widePolicies = (mesh: Mesh, namespace: string): KubeObject[] =>
  mesh
    .objects('AuthorizationPolicy', GROUP)
    .filter(
      policy =>
        policy.metadata.namespace === namespace &&
        isInForce(policy, 'ALLOW') &&
        at(policy, 'spec', 'targetRefs') === undefined &&
        Object.keys(labelsOf(at(policy, 'spec', 'selector', 'matchLabels')))
          .length === 0,
    );

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
          notes: whatStaysOpen(mesh, namespace),
        });
  },
};
