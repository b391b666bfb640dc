import { Mesh, readManifests, type Workload } from '@ecotrack/mesh-engine';
import { readinessOf } from '../readinessOf';
import type { ReadinessItem, ReadinessOptions } from '../types';

export const meshOf = (...texts: string[]): Mesh =>
  Mesh.from(
    readManifests([{ path: 'shop.yaml', text: texts.join('\n---\n') }])
      .resources,
  );

export const namespace = (labels = '', name = 'shop') => `
apiVersion: v1
kind: Namespace
metadata: { name: ${name}, labels: { ${labels} } }
`;

const READY = 'readinessProbe: { httpGet: { path: /, port: 8080 } }';

interface DeploymentOptions {
  name?: string;
  kind?: string;
  /** Of the Deployment, and of its pods. */
  spec?: string;
  pod?: string;
  container?: string;
  labels?: string;
  annotations?: string;
  home?: string;
}

/** A Deployment of one container, in the namespace shop. */
export const deployment = ({
  name = 'orders',
  kind = 'Deployment',
  spec = '',
  pod = `serviceAccountName: ${name}`,
  container = READY,
  labels = '',
  annotations = '',
  home = 'shop',
}: DeploymentOptions = {}) => `
apiVersion: apps/v1
kind: ${kind}
metadata: { name: ${name}, namespace: ${home} }
spec:
  ${spec}
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name}, ${labels} }, annotations: { ${annotations} } }
    spec:
      ${pod}
      containers: [{ name: app, image: a, ports: [{ name: web, containerPort: 8080 }], ${container} }]
`;

export const service = (
  ports = '{ name: http, port: 80, targetPort: web }',
  { name = 'orders', app = 'orders', more = '' } = {},
) => `
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec: { selector: { app: ${app} }, ports: [${ports}], ${more} }
`;

/** A pod with a proxy, as it runs: a container of its own, or a native sidecar. */
export const injectedPod = (
  app: string,
  { isNative = true, init = 'istio-init', labels = '' } = {},
) => `
apiVersion: v1
kind: Pod
metadata:
  name: ${app}-1
  namespace: shop
  labels: { app: ${app}, ${labels} }
  ownerReferences: [{ apiVersion: apps/v1, kind: Deployment, name: ${app}, controller: true }]
spec:
  containers: [{ name: app }${isNative ? '' : ', { name: istio-proxy }'}]
  initContainers: [{ name: ${init} }${
  isNative ? ', { name: istio-proxy, restartPolicy: Always }' : ''
}]
status: { phase: Running }
`;

export const orders = (mesh: Mesh): Workload =>
  mesh.workload('shop', 'orders') as Workload;

/** What is said of orders. */
export const askAbout = (
  mesh: Mesh,
  options?: ReadinessOptions,
): ReadinessItem[] => readinessOf(mesh, orders(mesh), options);

/** The items of one question. */
export const itemsOf = (items: readonly ReadinessItem[], question: string) =>
  items.filter(({ id }) => id === question || id.startsWith(`${question}/`));
