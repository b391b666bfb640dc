import { describeRef, refOf } from '../../resources/ref';
import { policiesOf, type Policy, type PolicyKind } from '../reading/policies';
import { push } from '../reading/push';
import type { Check } from '../types';

/** Kinds of which only one is used for a namespace. */
const KINDS: PolicyKind[] = ['PeerAuthentication', 'Telemetry'];

export const severalPolicies: Check = {
  code: 'MESH3003',
  severity: 'error',
  title: 'Several policies for a whole namespace',
  kiali: ['KIA0002'],
  istioctl: ['IST0160'],
  find: mesh =>
    KINDS.flatMap(kind => {
      const byNamespace = new Map<string, Policy[]>();
      policiesOf(mesh, kind)
        .filter(
          ({ hasSelector, targets }) => !hasSelector && targets.length === 0,
        )
        .forEach(policy => push(byNamespace, policy.namespace, policy));
      return [...byNamespace.values()]
        .filter(list => list.length > 1)
        .flatMap(list =>
          list.map(({ object, namespace }) => ({
            object: refOf(object),
            field: 'spec',
            message: `${describeRef(
              refOf(object),
            )} has no selector, and namespace ${namespace} has ${
              list.length
            } such objects; only the oldest, ${
              list[0].object.metadata.name
            }, is used.`,
            fix: `Keep one ${kind} without a selector in the namespace.`,
            because: list
              .filter(other => other.object !== object)
              .map(other => ({
                object: refOf(other.object),
                field: 'spec',
                says: `${describeRef(refOf(other.object))} has none either.`,
              })),
          })),
        );
    }),
};
