import {
  LABELLED,
  NATIVE,
  casesOf,
  saidOf,
  type Case,
} from '../__testUtils__/cases';
import {
  deployment,
  injectedPod,
  namespace,
  service,
} from '../__testUtils__/shop';

const rule = (mode: string) => `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: orders, namespace: shop }
spec: { host: orders, trafficPolicy: { tls: { mode: ${mode} } } }
`;

const calm = [namespace(LABELLED), service(), deployment()];

const CASES: Case[] = [
  [
    'a port without protocol',
    [
      namespace(LABELLED),
      deployment(),
      service('{ port: 80, targetPort: web }'),
    ],
    'port-protocol/orders:80',
    'warning',
    /does not say its protocol/,
    'spec.ports[0].name',
  ],
  [
    'a port with another name',
    [namespace(LABELLED), deployment(), service('{ name: web, port: 9999 }')],
    'port-protocol/orders:9999',
    'warning',
    /guess/,
  ],
  [
    'a port by appProtocol',
    [
      namespace(LABELLED),
      deployment(),
      service('{ name: web, port: 80, appProtocol: http }'),
    ],
    'port-protocol',
    'ready',
    /says its protocol/,
  ],
  [
    'MySQL in PERMISSIVE',
    [namespace(LABELLED), deployment(), service('{ name: mysql, port: 3306 }')],
    'server-first/orders:3306',
    'warning',
    /MySQL/,
    'spec.ports[0]',
  ],
  [
    'a headless Service',
    [
      namespace(LABELLED),
      deployment({ kind: 'StatefulSet', spec: 'replicas: 3' }),
      service(undefined, { more: 'clusterIP: None' }),
    ],
    'headless/orders',
    'warning',
    /Dial the pods by name/,
    'spec.clusterIP',
  ],
  [
    'a StatefulSet without its Service',
    [
      namespace(LABELLED),
      deployment({ kind: 'StatefulSet', spec: 'serviceName: gone' }),
    ],
    'headless/service',
    'warning',
    /Service gone, which does not exist/,
    'spec.serviceName',
  ],
  [
    'a Service of several applications',
    [
      ...calm,
      deployment({ name: 'other', labels: 'part: x' }),
      deployment({ name: 'third', labels: 'part: x' }),
      `
apiVersion: v1
kind: Service
metadata: { name: all, namespace: shop }
spec: { selector: { part: y }, ports: [{ name: http, port: 80 }] }
`,
      deployment({ labels: 'part: y' }),
      deployment({ name: 'fourth', labels: 'part: y' }),
    ],
    'shared-service/all',
    'warning',
    /leads to fourth too/,
    'spec.selector',
  ],
  [
    'Services that do not agree',
    [...calm, service('{ name: tcp, port: 80 }', { name: 'raw' })],
    'shared-service/raw:80',
    'warning',
    /carries tcp in Service raw/,
  ],
  [
    'another name',
    [
      ...calm,
      `
apiVersion: v1
kind: Service
metadata: { name: alias, namespace: old }
spec: { type: ExternalName, externalName: orders.shop.svc.cluster.local }
`,
    ],
    'external-name/old/alias',
    'warning',
    /ExternalName/,
    'spec.externalName',
  ],
  [
    'the default account',
    [namespace(LABELLED), deployment({ pod: '' })],
    'identity',
    'warning',
    /service account default/,
    'spec.template.spec.serviceAccountName',
  ],
  [
    'an account of several',
    [...calm, deployment({ name: 'other', pod: 'serviceAccountName: orders' })],
    'identity',
    'warning',
    /as other does/,
  ],
  [
    'a rule that stays in plaintext',
    [namespace(), deployment(), service(), rule('DISABLE')],
    'strict/rule:shop/orders',
    'warning',
    /TLS mode DISABLE/,
    'spec.trafficPolicy.tls.mode',
  ],
  [
    'callers whose settings send plaintext',
    [...calm, NATIVE, injectedPod('orders'), rule('DISABLE')],
    'strict/settings:80',
    'warning',
    /calls of other to port 80/,
  ],
  [
    'STRICT that waits for it',
    [
      namespace(),
      deployment(),
      deployment({ name: 'other' }),
      `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec: { mtls: { mode: STRICT } }
`,
    ],
    'strict/at-once',
    'warning',
    /As soon as it has a proxy .* other \(shop\)/,
  ],
];

describe('Services and identities', () => {
  it.each(casesOf(CASES))('tell of $name', ({ objects, item }) => {
    expect(saidOf(objects)).toContainEqual(expect.objectContaining(item));
  });
});
