import type { Mesh } from '../../mesh/Mesh';
import { fitsLabelSelector } from '../../mesh/selectors';
import { asList, asRecord, asText, at } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import type { KubeObject } from '../../resources/types';
import {
  routeReferences,
  type RouteReference,
} from '../reading/routeReferences';
import { namespaceOf } from '../reading/scope';
import type { Check } from '../types';

/** Whether a listener lets routes of a namespace attach. */
function allows(
  mesh: Mesh,
  gateway: KubeObject,
  listener: unknown,
  namespace: string,
): boolean {
  const { from, selector } = asRecord(
    at(listener, 'allowedRoutes', 'namespaces'),
  );
  switch (asText(from) ?? 'Same') {
    case 'All':
      return true;
    case 'Selector':
      return fitsLabelSelector(selector, {
        'kubernetes.io/metadata.name': namespace,
        ...mesh.namespaces.get(namespace)?.metadata.labels,
      });
    case 'Same':
      return namespace === namespaceOf(gateway);
    default:
      return false;
  }
}

function problem(
  mesh: Mesh,
  { object, namespace, name, section }: RouteReference,
): string | undefined {
  const gateway = mesh.get({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    namespace,
    name,
  });
  if (!gateway) {
    return 'does not exist';
  }
  const all = asList(at(gateway, 'spec', 'listeners'));
  const listeners = section
    ? all.filter(listener => asRecord(listener).name === section)
    : all;
  if (section && listeners.length === 0) {
    return `has no listener ${section}`;
  }
  const own = namespaceOf(object);
  const isOpen =
    listeners.length === 0
      ? namespace === own
      : listeners.some(listener => allows(mesh, gateway, listener, own));
  return isOpen ? undefined : `takes no routes of namespace ${own}`;
}

export const routeGateway: Check = {
  code: 'MESH2601',
  severity: 'error',
  title: 'Route for a gateway that does not take it',
  kiali: ['KIA1401'],
  find: mesh =>
    routeReferences(mesh)
      .filter(({ role, kind }) => role === 'parent' && kind === 'Gateway')
      .flatMap(reference => {
        const { object, field, namespace, name } = reference;
        const what = problem(mesh, reference);
        return what
          ? {
              object: refOf(object),
              field: `${field}.name`,
              message: `${describeRef(
                refOf(object),
              )} is for Gateway ${name} in ${namespace}, which ${what}: nobody reaches its rules there.`,
              fix: what.startsWith('takes')
                ? 'Allow the namespace in allowedRoutes of a listener of the gateway.'
                : 'Correct the parent, or add the Gateway.',
            }
          : [];
      }),
};
