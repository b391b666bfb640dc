import type { CanaryState } from '../canaries/types';
import { meshOf } from './meshOf';

/** A Deployment of the namespace shop. */
export const deployment = (
  name: string,
  labels: string,
  created = '2026-01-01',
  ready = 1,
) => `
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop, creationTimestamp: '${created}T00:00:00Z' }
spec: { selector: { matchLabels: { ${labels} } }, template: { metadata: { labels: { ${labels} } }, spec: { containers: [{ name: main }] } } }
status: { readyReplicas: ${ready} }
`;

/** A Service of the namespace shop. */
export const service = (name: string, selector: string) => `
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec: { selector: { ${selector} }, ports: [{ name: http, port: 80 }] }
`;

/** A service with two versions. */
export const VERSIONS =
  deployment('web-v1', 'app: web, version: v1') +
  deployment('web-v2', 'app: web, version: v2', '2026-02-01') +
  service('web', 'app: web');

/** Subsets for the two versions. */
export const SUBSETS = `
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: web, namespace: shop }
spec: { host: web, subsets: [{ name: stable, labels: { version: v1 } }, { name: next, labels: { version: v2 } }] }
`;

/** A VirtualService for the host web. */
export const rule = (spec: string, name = 'web') => `
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: ${name}, namespace: shop }
spec: { hosts: [web], ${spec} }
`;

/** A destination of a route. */
export const to = (subset: string, weight?: number) =>
  `{ destination: { host: web, subset: ${subset} }${
    weight === undefined ? '' : `, weight: ${weight}`
  } }`;

/** The only canary of these manifests. */
export function one(text: string): CanaryState {
  const canaries = meshOf(text).canaries();
  if (canaries.length !== 1) {
    throw new Error(`there are ${canaries.length} canaries`);
  }
  return canaries[0];
}
