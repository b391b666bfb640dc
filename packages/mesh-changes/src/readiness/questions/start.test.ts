import {
  CNI,
  LABELLED,
  NATIVE,
  NOT_NATIVE,
  casesOf,
  saidOf,
  type Case,
} from '../__testUtils__/cases';
import { deployment, namespace, service } from '../__testUtils__/shop';

const INIT =
  'initContainers: [{ name: wait-for-db, image: a }]\n      serviceAccountName: orders';

const node = (version: string) => `
apiVersion: v1
kind: Node
metadata: { name: a }
status: { nodeInfo: { kubeletVersion: ${version} } }
`;

const istiod = (tag: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: istiod, namespace: istio-system }
spec: { template: { metadata: { labels: { app: istiod } }, spec: { containers: [{ name: discovery, image: 'istio/pilot:${tag}' }] } } }
`;

const job = (kind: 'Job' | 'CronJob') => {
  const template =
    'template: { metadata: { labels: { app: orders } }, spec: { containers: [{ name: app }] } }';
  return `
apiVersion: batch/v1
kind: ${kind}
metadata: { name: orders, namespace: shop }
spec: { ${
    kind === 'Job' ? template : `jobTemplate: { spec: { ${template} } }`
  } }
`;
};

const configMap = (text: string) => `
apiVersion: v1
kind: ConfigMap
metadata: { name: istio, namespace: istio-system }
data: { mesh: '${text}' }
`;

const CASES: Case[] = [
  [
    'no probe of readiness',
    [
      namespace(LABELLED),
      service(),
      deployment({ container: 'livenessProbe: { exec: { command: [a] } }' }),
    ],
    'probes/readiness',
    'warning',
    /No container has a readiness probe/,
  ],
  [
    'probes that are not rewritten',
    [
      namespace(LABELLED),
      deployment({
        annotations: 'sidecar.istio.io/rewriteAppHTTPProbers: "false"',
      }),
    ],
    'probes/rewrite',
    'warning',
    /does not count here yet, readinessProbe of app fails/,
    'spec.template.metadata.annotations["sidecar.istio.io/rewriteAppHTTPProbers"]',
  ],
  [
    'a probe by TCP that is not rewritten',
    [
      namespace(LABELLED),
      deployment({
        annotations: 'sidecar.istio.io/rewriteAppHTTPProbers: "false"',
        container: 'readinessProbe: { tcpSocket: { port: web } }',
      }),
    ],
    'probes/rewrite',
    'warning',
    /accepts every connection/,
  ],
  [
    'a probe of the proxy',
    [
      namespace(LABELLED),
      deployment({
        container: 'readinessProbe: { httpGet: { path: /, port: 15021 } }',
      }),
    ],
    'probes/app/readinessProbe',
    'warning',
    /asks port 15021/,
    'spec.template.spec.containers[0].readinessProbe.httpGet.port',
  ],
  [
    'a container before the proxy',
    [namespace(LABELLED), deployment({ pod: INIT }), NOT_NATIVE],
    'init-order',
    'warning',
    /wait-for-db runs before .* without mTLS/,
    'spec.template.spec.initContainers[0]',
  ],
  [
    'a container before the proxy, with istio-cni',
    [namespace(LABELLED), deployment({ pod: INIT }), NOT_NATIVE, CNI],
    'init-order',
    'warning',
    /istio-cni sends it to a proxy/,
  ],
  [
    'a container that may be before the proxy',
    [namespace(LABELLED), deployment({ pod: INIT })],
    'init-order',
    'unknown',
    /is not known/,
  ],
  [
    'a container after a native sidecar',
    [namespace(LABELLED), deployment({ pod: INIT }), NATIVE],
    'init-order',
    'ready',
    /native sidecar/,
  ],
  [
    'a container that goes around the proxy',
    [
      namespace(LABELLED),
      deployment({
        pod: INIT.replace('image: a', 'securityContext: { runAsUser: 1337 }'),
      }),
      NOT_NATIVE,
    ],
    'init-order',
    'ready',
    /No init container/,
  ],
  [
    'an application that may be first',
    [namespace(LABELLED), deployment(), NOT_NATIVE],
    'start-order',
    'warning',
    /may start before its proxy/,
  ],
  [
    'an application that waits',
    [
      namespace(LABELLED),
      deployment({
        annotations:
          "proxy.istio.io/config: 'holdApplicationUntilProxyStarts: true'",
      }),
      NOT_NATIVE,
    ],
    'start-order',
    'ready',
    /there before/,
  ],
  [
    'a mesh whose applications wait',
    [
      namespace(LABELLED),
      deployment(),
      NOT_NATIVE,
      configMap('defaultConfig: { holdApplicationUntilProxyStarts: true }'),
    ],
    'start-order',
    'ready',
    /there before/,
  ],
  [
    'an old Kubernetes',
    [namespace(LABELLED), deployment(), node('v1.27.4')],
    'start-order',
    'warning',
    /may start before its proxy/,
  ],
  [
    'a new Kubernetes with a new Istio',
    [namespace(LABELLED), deployment(), node('v1.33.1'), istiod('1.28.0')],
    'start-order',
    'ready',
    /there before/,
  ],
  [
    'a new Kubernetes with an old Istio',
    [namespace(LABELLED), deployment(), node('v1.33.1'), istiod('1.26.2')],
    'start-order',
    'unknown',
    /is not known/,
  ],
  [
    'pods that say themselves',
    [
      namespace(LABELLED),
      deployment({ annotations: 'sidecar.istio.io/nativeSidecar: "true"' }),
      NOT_NATIVE,
    ],
    'start-order',
    'ready',
    /there before/,
  ],
  [
    'a Job',
    [namespace(LABELLED), job('Job'), NOT_NATIVE],
    'job',
    'blocked',
    /the Job never ends/,
  ],
  [
    'a CronJob of which nobody knows',
    [namespace(LABELLED), job('CronJob')],
    'job',
    'unknown',
    /is not known/,
  ],
  [
    'a Job with a native sidecar',
    [namespace(LABELLED), job('Job'), NATIVE],
    'job',
    'ready',
    /ends with the job/,
  ],
];

describe('how containers start, and tell that they run', () => {
  it.each(casesOf(CASES))('tell of $name', ({ objects, item }) => {
    expect(saidOf(objects)).toContainEqual(expect.objectContaining(item));
  });
});
