import {
  describeRef,
  refOf,
  type KubeObject,
  type MeshService,
} from '@ecotrack/mesh-engine';
import { ParameterError } from '../../ParameterError';
import type { PlanContext } from '../../types';
import { refuseFlagger } from '../controllers/flagger';
import { refuseOwned } from '../controllers/owner';
import type { RouteTarget } from '../parameters/target';
import { chooseRules, type ChosenRules } from '../rules/chooseRules';
import { GATEWAY_API, ISTIO } from '../rules/language';
import { checked } from '../service/checked';
import { namespaceOf } from '../service/fields';
import { findHttpService } from '../service/findService';
import { httpRouteOf } from './httpRouteOf';
import { newObject, ownHost } from './names';
import type { HttpRoute, VirtualService } from './types';
import { virtualServiceOf } from './virtualServicesOf';

/** The rules by which requests of callers in the mesh come to a service. */
export type ServiceRoutes = { service: MeshService } & (
  | { language: 'istio'; parts: readonly ChosenRules<VirtualService>[] }
  | { language: 'gateway-api'; parts: readonly ChosenRules<HttpRoute>[] }
);

function withDelegates(
  root: VirtualService,
  context: PlanContext,
): VirtualService[] {
  const delegates = (root.spec.http ?? []).flatMap(({ delegate }) => {
    const found =
      delegate &&
      context.mesh.get({
        apiVersion: root.apiVersion,
        kind: 'VirtualService',
        namespace: delegate.namespace || namespaceOf(root),
        name: delegate.name ?? '',
      });
    return found ? [found] : [];
  });
  return [
    root,
    ...[...new Set(delegates)].map(object =>
      checked<VirtualService>(object, context),
    ),
  ];
}

/** What a service has without any routes, written down. */
function newVirtualService(
  service: MeshService,
  { mesh }: PlanContext,
): VirtualService {
  const host = ownHost(service);
  return {
    ...newObject(mesh, service, 'VirtualService'),
    spec: { hosts: [host], http: [{ route: [{ destination: { host } }] }] },
  };
}

function findObjects(
  service: MeshService,
  context: PlanContext,
): { virtualService?: KubeObject; httpRoute?: KubeObject } {
  const virtualService = virtualServiceOf(context.mesh, service);
  const httpRoute = httpRouteOf(context.mesh, service);
  if (virtualService && httpRoute) {
    throw new ParameterError(
      'service',
      `${describeRef(refOf(virtualService))} and ${describeRef(
        refOf(httpRoute),
      )} are both for ${service.name}. Remove one of them first.`,
    );
  }
  return { virtualService, httpRoute };
}

/**
 * Finds the rules by which callers in the mesh reach a service; those of a VirtualService that is to be created where
 * it has none.
 * @throws ParameterError when they are not clear, or a controller owns them
 */
export function findRoutes(
  target: RouteTarget,
  context: PlanContext,
): ServiceRoutes {
  const service = findHttpService(target, context);
  refuseFlagger(service, context);
  const { virtualService, httpRoute } = findObjects(service, context);
  if (httpRoute) {
    const object = checked<HttpRoute>(httpRoute, context);
    refuseOwned(httpRoute);
    const parts = chooseRules(
      GATEWAY_API,
      context.mesh,
      service,
      [object],
      target.route,
    );
    return { service, language: 'gateway-api', parts };
  }
  const root = virtualService
    ? checked<VirtualService>(virtualService, context)
    : newVirtualService(service, context);
  const objects = withDelegates(root, context);
  const parts = chooseRules(
    ISTIO,
    context.mesh,
    service,
    objects,
    target.route,
  ).filter(({ chosen }) => chosen.length > 0);
  parts.forEach(({ object }) =>
    refuseOwned(context.mesh.get(refOf(object)) ?? object),
  );
  return { service, language: 'istio', parts };
}
