import {
  describeRef,
  refOf,
  type KubeObject,
  type Mesh,
  type MeshService,
} from '@ecotrack/mesh-engine';
import { ParameterError } from '../../ParameterError';
import { listAt, namespaceOf, textAt } from '../service/fields';

function isFor(object: KubeObject, service: MeshService): boolean {
  return listAt(object, 'spec', 'parentRefs').some(
    parent =>
      textAt(parent, 'kind') === 'Service' &&
      textAt(parent, 'name') === service.name &&
      (textAt(parent, 'namespace') || namespaceOf(object)) ===
        service.namespace,
  );
}

function routesOfKind(
  mesh: Mesh,
  kind: string,
  service: MeshService,
): KubeObject[] {
  const all = mesh
    .objects(kind, 'gateway.networking.k8s.io')
    .filter(object => isFor(object, service));
  const own = all.filter(object => namespaceOf(object) === service.namespace);
  return own.length > 0 ? own : all;
}

/**
 * The HTTPRoute that callers in the mesh follow to a service; undefined when none is for it.
 * @throws ParameterError when several are, or a GRPCRoute
 */
export function httpRouteOf(
  mesh: Mesh,
  service: MeshService,
): KubeObject | undefined {
  const [grpc] = routesOfKind(mesh, 'GRPCRoute', service);
  if (grpc) {
    throw new ParameterError(
      'service',
      `${describeRef(refOf(grpc))} routes ${
        service.name
      }. Changes of a GRPCRoute are made by hand.`,
    );
  }
  const [found, ...others] = routesOfKind(mesh, 'HTTPRoute', service);
  if (others.length > 0) {
    throw new ParameterError(
      'service',
      `${[found, ...others]
        .map(object => describeRef(refOf(object)))
        .join(' and ')} are all for ${
        service.name
      }. Put their rules into one first.`,
    );
  }
  return found;
}
