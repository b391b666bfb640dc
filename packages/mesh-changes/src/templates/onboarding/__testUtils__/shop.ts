import { Mesh, type KubeObject } from '@ecotrack/mesh-engine';
import type { PlanContext } from '../../types';
import type { OnboardParameters } from '../types';

/** What of a small shop is other than usual. */
export type Shop = {
  annotations?: Record<string, string>;
  container?: object;
  containers?: object[];
  pod?: object;
  /** Mode of the mesh. */
  mode?: string;
  more?: KubeObject[];
};

export const WEB: OnboardParameters = {
  namespace: 'shop',
  service: 'web',
  tier: 'standard',
  runtime: 'node',
  ports: [{ protocol: 'http', number: 80, targetPort: 8080 }],
};

const metadata = (name: string, namespace = 'shop') => ({ name, namespace });

const deployment = (
  name: string,
  { containers, annotations = {}, pod = {} }: Shop,
): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: metadata(name),
  spec: {
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name }, annotations },
      spec: { containers, ...pod },
    },
  },
});

const service = (name: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: metadata(name),
  spec: {
    selector: { app: name },
    ports: [{ name: 'http', port: 80, targetPort: 8080 }],
  },
});

/** A namespace with injection, where web and cart run, both as the account default unless said otherwise. */
export function shop(given: Shop = {}): PlanContext {
  const container = {
    name: 'app',
    image: 'web:1',
    ports: [{ containerPort: 8080 }],
    ...given.container,
  };
  const mesh = Mesh.from([
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'shop', labels: { 'istio-injection': 'enabled' } },
    },
    {
      apiVersion: 'security.istio.io/v1',
      kind: 'PeerAuthentication',
      metadata: metadata('default', 'istio-system'),
      spec: { mtls: { mode: given.mode ?? 'STRICT' } },
    },
    deployment('web', { containers: [container], ...given }),
    service('web'),
    deployment('cart', { containers: [container], pod: given.pod }),
    service('cart'),
    ...(given.more ?? []),
  ]);
  return { mesh, declared: mesh };
}
