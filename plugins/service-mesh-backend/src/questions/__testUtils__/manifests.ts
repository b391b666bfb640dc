import { Mesh, readManifests } from '@ecotrack/mesh-engine';

/** A Service of the namespace shop. */
export const service = (
  name: string,
  ports = '{ name: http, port: 80 }',
  selector = `app: ${name}`,
) => `
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec: { selector: { ${selector} }, ports: [${ports}] }
`;

interface DeploymentOptions {
  app?: string;
  version?: string;
  labels?: string;
  replicas?: number;
  ready?: number;
  image?: string;
  account?: string;
}

/** A Deployment of the namespace shop with ready pods, each with a proxy unless said otherwise. */
export function deployment(
  name: string,
  {
    app = name,
    version = 'v1',
    labels = '',
    replicas = 1,
    ready = replicas,
    image = 'registry.example/app:1.0',
    account = app,
  }: DeploymentOptions = {},
): string {
  return `
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: ${app}, version: ${version} } }
  template:
    metadata: { labels: { app: ${app}, version: ${version}, ${labels} } }
    spec: { serviceAccountName: ${account}, containers: [{ name: main, image: '${image}' }] }
status: { replicas: ${replicas}, readyReplicas: ${ready} }
`;
}

/** A Pod of a Deployment, without the ReplicaSet between. */
export const pod = (
  name: string,
  deploymentName: string,
  {
    app = deploymentName,
    account = deploymentName,
    labels = '',
    hasProxy = true,
  } = {},
) => `
---
apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  namespace: shop
  labels: { app: ${app}, version: v1, ${labels} }
  ownerReferences: [{ apiVersion: apps/v1, kind: Deployment, name: ${deploymentName}, controller: true }]
spec: { serviceAccountName: ${account}, containers: [{ name: main }${
  hasProxy ? ', { name: istio-proxy }' : ''
}] }
status: { phase: Running, conditions: [{ type: Ready, status: 'True' }] }
`;

/** A Service with one Deployment and one pod. */
export const application = (name: string, ports?: string) =>
  service(name, ports) + deployment(name) + pod(`${name}-1`, name);

/** The mode of all of the namespace shop. */
export const peerAuthentication = (mode: string) => `
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec: { mtls: { mode: ${mode} } }
`;

/** A mesh from manifests. */
export function meshOf(...texts: string[]): Mesh {
  const { resources, findings } = readManifests([
    { path: 'shop.yaml', text: texts.join('\n') },
  ]);
  return Mesh.from(resources, {}, findings);
}
