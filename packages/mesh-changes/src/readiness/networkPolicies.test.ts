import {
  askAbout,
  deployment,
  itemsOf,
  meshOf,
  namespace,
} from './__testUtils__/shop';

const policy = (spec: string, home = 'shop') => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: wall, namespace: ${home} }
spec: { ${spec} }
`;
const ISTIOD = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: istiod, namespace: istio-system }
spec:
  template:
    metadata: { labels: { app: istiod } }
    spec: { containers: [{ name: discovery, ports: [{ name: xds, containerPort: 15012 }] }] }
`;
const ROOT = namespace('role: mesh', 'istio-system');
const DNS = '{ ports: [{ port: 53, protocol: UDP }] }';
const ALL = 'podSelector: {}, policyTypes: [Egress]';
const AMBIENT = 'istio.io/dataplane-mode: ambient';

const found = (spec: string, { labels = '', home = 'shop' } = {}) =>
  itemsOf(
    askAbout(
      meshOf(namespace(labels), ROOT, ISTIOD, deployment(), policy(spec, home)),
    ),
    'network-policy',
  ).map(({ id, state }) => `${id.replace('network-policy/', '')} ${state}`);

const READY = ['network-policy ready'];

describe('NetworkPolicies and the ports of the proxy', () => {
  it.each<[string, string, string[], { labels?: string; home?: string }]>([
    [
      'another pod',
      'podSelector: { matchLabels: { app: x } }, policyTypes: [Egress]',
      READY,
      {},
    ],
    [
      'nothing outwards',
      ALL,
      ['egress-15012 blocked', 'egress-dns blocked'],
      {},
    ],
    ['DNS alone', `${ALL}, egress: [${DNS}]`, ['egress-15012 blocked'], {}],
    ['everything outwards', `${ALL}, egress: [{}]`, READY, {}],
    [
      'istiod by port and labels',
      `${ALL}, egress: [${DNS}, { ports: [{ port: 15012 }], to: [{ namespaceSelector: { matchLabels: { role: mesh } }, podSelector: { matchLabels: { app: istiod } } }] }]`,
      READY,
      {},
    ],
    [
      'istiod by the name of its port',
      `${ALL}, egress: [${DNS}, { ports: [{ port: xds }], to: [{ namespaceSelector: {} }] }]`,
      READY,
      {},
    ],
    [
      'istiod within a range',
      `${ALL}, egress: [${DNS}, { ports: [{ port: 15000, endPort: 15020 }] }]`,
      READY,
      {},
    ],
    [
      'the same namespace only',
      `${ALL}, egress: [${DNS}, { to: [{ podSelector: {} }] }]`,
      ['egress-15012 blocked'],
      {},
    ],
    [
      'addresses',
      `${ALL}, egress: [${DNS}, { to: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }]`,
      ['egress-15012 unknown'],
      {},
    ],
    [
      'the application alone inwards',
      'podSelector: {}, ingress: [{ ports: [{ port: 8080 }] }]',
      ['ingress-metrics warning'],
      {},
    ],
    [
      'everything from somebody inwards',
      'podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }]',
      READY,
      {},
    ],
    [
      'the application alone inwards, in ambient',
      'podSelector: {}, ingress: [{ ports: [{ port: 8080 }] }]',
      ['ingress-15008 blocked'],
      { labels: AMBIENT },
    ],
    [
      'tunnels inwards, in ambient',
      'podSelector: {}, ingress: [{ ports: [{ port: 15008 }] }]',
      ['ingress-probes warning'],
      { labels: AMBIENT },
    ],
    [
      'tunnels and the kubelet inwards, in ambient',
      'podSelector: {}, ingress: [{ ports: [{ port: 15008 }] }, { ports: [{ port: web }], from: [{ ipBlock: { cidr: 169.254.7.127/32 } }] }]',
      READY,
      { labels: AMBIENT },
    ],
    [
      'tunnels and all but the kubelet inwards, in ambient',
      'podSelector: {}, ingress: [{ ports: [{ port: 15008 }] }, { from: [{ podSelector: {} }, { ipBlock: { cidr: 0.0.0.0/0, except: [169.254.0.0/16] } }] }]',
      ['ingress-probes warning'],
      { labels: AMBIENT },
    ],
    [
      'a database outwards, in ambient',
      `${ALL}, egress: [{ ports: [{ port: 5432 }] }]`,
      ['egress-15008 blocked'],
      { labels: AMBIENT },
    ],
    [
      'istiod for others',
      'podSelector: { matchLabels: { app: istiod } }, ingress: [{ from: [{ podSelector: {} }] }]',
      ['istiod-15012 blocked'],
      { home: 'istio-system' },
    ],
    [
      'istiod without its webhook',
      'podSelector: {}, ingress: [{ ports: [{ port: 15012 }] }]',
      ['istiod-15017 blocked'],
      { home: 'istio-system' },
    ],
  ])('opens to %s', (_, spec, expected, options) => {
    expect(found(spec, options)).toEqual(expected);
  });
});
