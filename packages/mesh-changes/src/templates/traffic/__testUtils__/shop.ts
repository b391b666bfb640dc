import { Mesh, readManifests } from '@ecotrack/mesh-engine';
import type { PlanContext } from '../../types';

const service = (name: string, selector: string) => `
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec:
  selector: ${selector}
  ports: [{ name: http, port: 80 }]
---`;

const deployment = (app: string, version: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${app}-${version}, namespace: shop }
spec:
  selector: { matchLabels: { app: ${app}, version: ${version} } }
  template:
    metadata: { labels: { app: ${app}, version: ${version} } }
    spec: { containers: [{ name: app, image: app }] }
---`;

const WORKLOADS = [
  'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: { istio-injection: enabled } }\n---',
  service('cart', '{ app: cart }'),
  service('cart-v1', '{ app: cart, version: v1 }'),
  service('cart-v2', '{ app: cart, version: v2 }'),
  deployment('cart', 'v1'),
  deployment('cart', 'v2'),
].join('');

/** A VirtualService of the namespace shop. */
export const virtualService = (name: string, spec: string) => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: ${name}, namespace: shop }
spec: ${spec}
---`;

/** An HTTPRoute of the service cart, nine to one between its versions. */
export const HTTP_ROUTE = `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: cart, namespace: shop }
spec:
  parentRefs: [{ group: "", kind: Service, name: cart, port: 80 }]
  rules:
    - matches: [{ headers: [{ name: x-tester, value: "true" }] }]
      backendRefs: [{ name: cart-v2, port: 80 }]
    - backendRefs:
        - { name: cart-v1, port: 80, weight: 9 }
        - { name: cart-v2, port: 80, weight: 1 }
      timeouts: { request: 3s }
---`;

/** A mesh of the service cart with two versions. */
export const shopOf = (...texts: string[]) =>
  Mesh.from(
    readManifests([{ path: 'shop.yaml', text: [WORKLOADS, ...texts].join('') }])
      .resources,
  );

/** The service cart with further manifests. */
export function shopContext(...texts: string[]): PlanContext {
  const mesh = shopOf(...texts);
  return { mesh, declared: mesh };
}
