import { Mesh } from '../mesh/Mesh';
import type { KubeObject } from '../resources/types';
import type { RouteClient, RouteRequest } from '../routing/types';

export const NETWORKING = 'networking.istio.io/v1';

/** Any object. */
export function object(
  apiVersion: string,
  kind: string,
  name: string,
  spec: unknown,
  namespace = 'shop',
): KubeObject {
  return { apiVersion, kind, metadata: { name, namespace }, spec };
}

/** A Service of the namespace shop. */
export function service(
  name: string,
  ports: unknown[] = [{ port: 80, name: 'http' }],
) {
  return object('v1', 'Service', name, {
    selector: { app: name },
    ports,
  });
}

/** A Deployment of one version. */
export function deployment(name: string, version: string): KubeObject {
  return object('apps/v1', 'Deployment', `${name}-${version}`, {
    template: {
      metadata: { labels: { app: name, version } },
      spec: { containers: [{ name: 'app' }] },
    },
  });
}

/** A VirtualService. */
export const virtualService = (
  name: string,
  spec: unknown,
  namespace?: string,
) => object(NETWORKING, 'VirtualService', name, spec, namespace);

/** A destination of a rule. */
export const to = (host: string, subset?: string, weight?: number) => ({
  destination: { host, subset },
  weight,
});

const SUBSETS = object(NETWORKING, 'DestinationRule', 'orders', {
  host: 'orders',
  subsets: [
    { name: 'v1', labels: { version: 'v1' } },
    { name: 'v2', labels: { version: 'v2' } },
  ],
});

/** The service orders with two versions. */
export const ORDERS = [
  service('orders'),
  deployment('orders', 'v1'),
  deployment('orders', 'v2'),
  SUBSETS,
];

const caller: RouteClient = { kind: 'sidecar', namespace: 'shop', labels: {} };
/** What becomes of a request for orders. */
export const ask = (
  resources: KubeObject[],
  request: Partial<RouteRequest> = {},
) =>
  Mesh.from(resources).route({
    from: caller,
    port: 80,
    host: 'orders',
    path: '/',
    method: 'GET',
    headers: {},
    ...request,
  });
