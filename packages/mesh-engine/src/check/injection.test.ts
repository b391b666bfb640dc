import { meshOf } from '../__testUtils__/meshOf';
import { namespace, pod } from '../__testUtils__/workloads';

/** Codes with the objects that they are about. */
const found = (yaml: string, ...codes: string[]) =>
  meshOf(yaml)
    .check()
    .filter(({ code }) => codes.includes(code))
    .map(({ code, object }) => `${code} ${object?.kind} ${object?.name}`);

const PLAIN = 'containers: [{ name: main }]';
const ofPod = (spec: string, more = '') =>
  pod('web', '', spec, more).replace(', ownerReferences: []', '');

const injector = (values: string) => `
---
apiVersion: v1
kind: ConfigMap
metadata: { name: istio-sidecar-injector, namespace: istio-system }
data: { values: '${values}' }
`;

describe('namespaces', () => {
  const codes = ['MESH3401', 'MESH3403', 'MESH3404'];

  it.each([
    ['', ['MESH3401 Namespace shop']],
    ['istio-injection: disabled', []],
    ['istio.io/dataplane-mode: ambient', []],
    ['istio.io/rev: canary', []],
    ['istio-injection: enabled, istio.io/rev: a', ['MESH3403 Namespace shop']],
  ])('labelled "%s" give %j', (labels, expected) => {
    expect(found(namespace('shop', labels), ...codes)).toEqual(expected);
  });

  it('of Kubernetes and of the control plane are left out', () => {
    expect(
      found(namespace('kube-system') + namespace('istio-system'), ...codes),
    ).toEqual([]);
  });

  it('are taken without a label where the injector says so', () => {
    const values =
      '{"sidecarInjectorWebhook": {"enableNamespacesByDefault": true}}';
    expect(found(namespace('shop') + injector(values), ...codes)).toEqual([
      'MESH3404 Namespace shop',
    ]);
    expect(found(namespace('shop') + injector('{{'), ...codes)).toEqual([
      'MESH3401 Namespace shop',
    ]);
  });
});

describe('pods', () => {
  const enabled = namespace('shop', 'istio-injection: enabled');

  it('without a proxy are found where they should have one', () => {
    expect(found(enabled + ofPod(PLAIN), 'MESH3402')).toEqual([
      'MESH3402 Pod web',
    ]);
    expect(found(namespace('shop') + ofPod(PLAIN), 'MESH3402')).toEqual([]);
  });

  it.each([
    ['containers: [{ name: main }, { name: istio-proxy }]', ''],
    [`initContainers: [{ name: istio-proxy }], ${PLAIN}`, ''],
    [`hostNetwork: true, ${PLAIN}`, ''],
    [PLAIN, ', sidecar.istio.io/inject: "false"'],
  ])('with %s%s are as they should be', (spec, labels) => {
    expect(found(enabled + ofPod(spec, labels), 'MESH3402')).toEqual([]);
  });

  it('that will get a proxy are enough for a policy', () => {
    const policy = `
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: p, namespace: shop }
spec: { selector: { matchLabels: { app: web } } }
`;
    expect(found(enabled + ofPod(PLAIN) + policy, 'MESH3005')).toEqual([]);
    expect(
      found(namespace('shop') + ofPod(PLAIN) + policy, 'MESH3005'),
    ).toEqual(['MESH3005 AuthorizationPolicy p']);
    expect(
      found(
        enabled + ofPod(PLAIN, '').replace('app: web', 'app: api') + policy,
        'MESH3005',
      ),
    ).toEqual(['MESH3005 AuthorizationPolicy p']);
  });

  it('have the image of the injector, or are named', () => {
    const values =
      '{"global": {"hub": "example.org/istio", "tag": "1.28.0", "proxy": {"image": "proxyv2"}, "variant": "distroless"}}';
    const withImage = (image: string) =>
      enabled +
      injector(values) +
      ofPod(
        `containers: [{ name: main }, { name: istio-proxy, image: "${image}" }]`,
      );
    expect(
      found(
        withImage('example.org/istio/proxyv2:1.28.0-distroless'),
        'MESH3407',
      ),
    ).toEqual([]);
    expect(
      found(withImage('example.org/istio/proxyv2:1.27.0'), 'MESH3407'),
    ).toEqual(['MESH3407 Namespace shop']);
  });

  it('with the image of the injection cannot start', () => {
    const auto = 'containers: [{ name: istio-proxy, image: auto }]';
    const template = `
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: gateway, namespace: shop }
spec: { template: { metadata: { labels: { app: gateway } }, spec: { ${auto} } } }
`;
    expect(
      found(enabled + ofPod(auto) + template, 'MESH3405', 'MESH3406'),
    ).toEqual(['MESH3405 Pod web', 'MESH3406 Deployment gateway']);
    const webhook = `
---
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata: { name: injector }
webhooks:
  - name: namespace.sidecar-injector.istio.io
    namespaceSelector: { matchLabels: { istio-injection: enabled } }
`;
    expect(found(enabled + template + webhook, 'MESH3406')).toEqual([]);
  });
});

describe('what istiod reads', () => {
  it('is restricted where RequestAuthentications have keys fetched', () => {
    const istiod = (env: string) => `
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: istiod, namespace: istio-system, labels: { app: istiod } }
spec: { template: { metadata: { labels: { app: istiod } }, spec: { containers: [{ name: discovery, env: [${env}] }] } } }
`;
    const tokens = (rule: string) => `
---
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: { name: jwt, namespace: shop }
spec: { jwtRules: [{ issuer: me ${rule} }] }
`;
    expect(found(istiod('') + tokens(''), 'MESH3202')).toEqual([
      'MESH3202 Deployment istiod',
    ]);
    expect(found(istiod('') + tokens(', jwks: "{}"'), 'MESH3202')).toEqual([]);
    expect(
      found(
        istiod('{ name: BLOCKED_CIDRS_IN_JWKS_URIS, value: 10.0.0.0/8 }') +
          tokens(''),
        'MESH3202',
      ),
    ).toEqual([]);
  });
});
