/** A Namespace. */
export const namespace = (name: string, labels = '') => `
---
apiVersion: v1
kind: Namespace
metadata: { name: ${name}, labels: { ${labels} } }
`;

/** The Deployment web of the namespace shop. */
export const deployment = (more = '', labels = 'app: web', spec = '') => `
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  replicas: 2
  template:
    metadata: { labels: { ${labels} } ${more} }
    spec: { serviceAccountName: web, containers: [{ name: main }] ${spec} }
`;

/** A Pod of the namespace shop. */
export const pod = (
  name: string,
  owner: string,
  spec = 'containers: [{ name: main }, { name: istio-proxy }]',
  more = '',
) => `
---
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop, labels: { app: web ${more} }, ownerReferences: [${owner}] }
spec: { ${spec}, serviceAccountName: web }
status: { phase: Running, conditions: [{ type: Ready, status: 'True' }] }
`;

/** An owner reference. */
export const owner = (kind: string, name: string) =>
  `{ apiVersion: x/v1, kind: ${kind}, name: ${name}, controller: true }`;
