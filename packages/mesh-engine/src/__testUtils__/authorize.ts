import type { AuthorizeAnswer, AuthorizeRequest } from '../authorize/types';
import type { Mesh } from '../mesh/Mesh';
import type { Workload } from '../mesh/types';
import { meshOf } from './meshOf';

/** An AuthorizationPolicy of the namespace shop. */
export const policy = (spec: string, name = 'policy', metadata = '') => `
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: ${name}, namespace: shop ${metadata} }
spec: { ${spec} }
`;

const web = {
  namespace: 'shop',
  labels: { app: 'web' },
  port: 8080,
};

/** A GET / of the workload web in shop, from cart. */
export const get: AuthorizeRequest = {
  destination: web,
  source: { principal: 'cluster.local/ns/shop/sa/cart', ip: '10.0.0.1' },
  protocol: 'http',
  http: { method: 'GET', host: 'web', path: '/', headers: {} },
};

/** What a mesh of one text says. */
export const ask = (
  text: string,
  request: AuthorizeRequest = get,
): AuthorizeAnswer => meshOf(text).authorize(request);

/** The workload web. */
export const workload = (mesh: Mesh) =>
  mesh.workload('shop', 'web') as Workload;
