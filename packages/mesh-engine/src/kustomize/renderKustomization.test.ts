import { renderKustomization } from './renderKustomization';

const DEPLOYMENT = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: shop }
spec:
  replicas: 1
  selector: { matchLabels: { app: shop } }
  template:
    metadata: { labels: { app: shop } }
    spec:
      containers:
        - name: main
          image: registry.example/shop:1.0
          env: [{ name: A, value: '1' }, { name: B, value: '2' }]
          ports: [{ containerPort: 8080, name: http }]
`;
const RULE = `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: shop }
spec:
  hosts: [shop]
  http:
    - route:
        - { destination: { host: shop, subset: v1 }, weight: 90 }
        - { destination: { host: shop, subset: v2 }, weight: 10 }
`;

function render(files: Record<string, string>, folder = 'overlay') {
  const rendered = renderKustomization(path => files[path], folder);
  const object = (kind: string) =>
    rendered.resources.find(sourced => sourced.object.kind === kind)?.object;
  return {
    ...rendered,
    object,
    codes: rendered.findings.map(({ code }) => code),
  };
}

/** A base of one Deployment, one VirtualService, one Service and a Namespace under an overlay. */
function overlay(kustomization: string, more: Record<string, string> = {}) {
  return render({
    'base/kustomization.yaml':
      'resources: [deployment.yaml, rule.yaml, service.yaml, namespace.yaml]',
    'base/deployment.yaml': DEPLOYMENT,
    'base/rule.yaml': RULE,
    'base/service.yaml':
      '{apiVersion: v1, kind: Service, metadata: {name: shop}, spec: {selector: {app: shop}, ports: [{port: 80, name: http}]}}',
    'base/namespace.yaml':
      '{apiVersion: v1, kind: Namespace, metadata: {name: base}}',
    'overlay/kustomization.yaml': `resources: [../base]\n${kustomization}`,
    ...more,
  });
}

describe('renderKustomization', () => {
  it('sets namespace, labels and images as kustomize does', () => {
    const { object, findings } = overlay(`
namespace: staging
labels:
  - pairs: { env: staging }
  - pairs: { tier: web }
    includeSelectors: true
images:
  - { name: registry.example/shop, newTag: 2.0.1 }
`);
    expect(findings).toEqual([]);
    expect(object('Namespace')?.metadata.name).toBe('staging');
    expect(object('Deployment')).toMatchObject({
      metadata: {
        namespace: 'staging',
        labels: { env: 'staging', tier: 'web' },
      },
      spec: {
        selector: { matchLabels: { app: 'shop', tier: 'web' } },
        template: {
          metadata: { labels: { app: 'shop', tier: 'web' } },
          spec: { containers: [{ image: 'registry.example/shop:2.0.1' }] },
        },
      },
    });
    expect(object('Service')).toMatchObject({
      spec: { selector: { app: 'shop', tier: 'web' } },
    });
  });

  it('merges lists of core kinds by their key, elements of the patch first', () => {
    const { object, findings } = overlay(`
patches:
  - patch: |
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: shop }
      spec:
        replicas: 3
        template:
          spec:
            containers:
              - { name: extra, image: extra:1 }
              - name: main
                env: [{ name: A, $patch: delete }, { name: C, value: '3' }]
                ports: [{ containerPort: 8080, name: grpc }]
`);
    expect(findings).toEqual([]);
    expect(object('Deployment')?.spec).toMatchObject({
      replicas: 3,
      template: {
        spec: {
          containers: [
            { name: 'extra', image: 'extra:1' },
            {
              name: 'main',
              image: 'registry.example/shop:1.0',
              env: [
                { name: 'C', value: '3' },
                { name: 'B', value: '2' },
              ],
              ports: [{ containerPort: 8080, name: 'grpc' }],
            },
          ],
        },
      },
    });
  });

  it('replaces lists of other kinds, removes what is null and whole objects', () => {
    const { object, findings } = overlay(
      `
patches:
  - path: rule-patch.yaml
  - path: gone.yaml
`,
      {
        'overlay/rule-patch.yaml': `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: shop, labels: { a: b } }
spec: { hosts: null, http: [{ timeout: 1s }] }
`,
        'overlay/gone.yaml':
          '{apiVersion: v1, kind: Service, metadata: {name: shop}, $patch: delete}',
      },
    );
    expect(findings).toEqual([]);
    expect(object('VirtualService')?.spec).toEqual({
      http: [{ timeout: '1s' }],
    });
    expect(object('VirtualService')?.metadata).toEqual({
      name: 'shop',
      labels: { a: 'b' },
    });
    expect(object('Service')).toBeUndefined();
    expect(object('Deployment')).toBeDefined();
  });

  it('applies JSON patches to every object that the target matches', () => {
    const { object, findings } = overlay(`
patches:
  - target: { kind: Deployment|Service, name: sh.* }
    patch: |
      - { op: add, path: /metadata/annotations, value: { example.com/x: y } }
      - { op: add, path: /metadata/annotations/example.com~1z, value: w }
  - target: { group: networking.istio.io, kind: VirtualService }
    patch: '[{"op": "replace", "path": "/spec/http/0/route/0/weight", "value": 50}, {"op": "remove", "path": "/spec/http/0/route/1"}]'
`);
    expect(findings).toEqual([]);
    const annotations = { 'example.com/x': 'y', 'example.com/z': 'w' };
    expect(object('Deployment')?.metadata.annotations).toEqual(annotations);
    expect(object('Service')?.metadata.annotations).toEqual(annotations);
    expect(object('VirtualService')?.spec).toMatchObject({
      http: [
        {
          route: [{ destination: { host: 'shop', subset: 'v1' }, weight: 50 }],
        },
      ],
    });
  });

  it.each([
    ['name in a set', 'app in (shop, other),!gone', true],
    ['unequal', 'app!=shop', false],
    ['absent', 'tier', false],
  ])('matches label selectors: %s', (_, labelSelector, applied) => {
    const { object } = overlay(
      `
labels: [{ pairs: { unrelated: x } }]
patches:
  - target: { kind: Deployment, labelSelector: "${labelSelector}" }
    patch: '[{"op": "add", "path": "/spec/paused", "value": true}]'
`,
      {
        'base/deployment.yaml': DEPLOYMENT.replace(
          '{ name: shop }',
          '{ name: shop, labels: { app: shop } }',
        ),
      },
    );
    expect(object('Deployment')?.spec).toHaveProperty('replicas', 1);
    expect('paused' in (object('Deployment')?.spec as object)).toBe(applied);
  });

  it('lets components change what the resources gave', () => {
    const { object, findings } = overlay('components: [../strict]', {
      'strict/kustomization.yaml': `
kind: Component
resources: [policy.yaml]
patches: [{ target: { kind: Deployment }, patch: '[{ op: replace, path: /spec/replicas, value: 5 }]' }]
`,
      'strict/policy.yaml':
        '{apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: {name: default}, spec: {mtls: {mode: STRICT}}}',
    });
    expect(findings).toEqual([]);
    expect(object('Deployment')?.spec).toHaveProperty('replicas', 5);
    expect(object('PeerAuthentication')).toBeDefined();
  });

  it('keeps the place of objects', () => {
    const { resources } = overlay('namespace: staging');
    const rule = resources.find(
      ({ object }) => object.kind === 'VirtualService',
    );
    expect(rule?.origin).toEqual({
      file: 'base/rule.yaml',
      line: 2,
      column: 1,
    });
    expect(rule?.originOf(['spec', 'http', 0, 'route', 1, 'weight'])).toEqual({
      file: 'base/rule.yaml',
      line: 10,
      column: 54,
    });
  });

  it.each([
    ['a key that is not rendered', 'namePrefix: a-', 'MESH0010'],
    [
      'labels at further places',
      'labels: [{ pairs: { a: b }, fields: [] }]',
      'MESH0010',
    ],
    ['a folder without kustomization', 'components: [../none]', 'MESH0011'],
    [
      'a patch without a match',
      'patches: [{ target: { kind: Nothing }, patch: "[]" }]',
      'MESH0013',
    ],
    [
      'a patch of a missing path',
      "patches: [{ target: { kind: Service }, patch: '[{ op: remove, path: /spec/none }]' }]",
      'MESH0013',
    ],
    [
      'an operation that is not supported',
      "patches: [{ target: { kind: Service }, patch: '[{ op: move, path: /spec/ports, from: /spec }]' }]",
      'MESH0013',
    ],
    [
      'a directive that is not supported',
      'patches: [{ target: { kind: Service }, patch: "{ $retainKeys: [a] }" }]',
      'MESH0013',
    ],
    [
      'a pattern that is not understood',
      'patches: [{ target: { name: "(a+)+" }, patch: "[]" }]',
      'MESH0013',
    ],
    [
      'a patch that is not YAML',
      'patches: [{ target: { kind: Service }, patch: "a: [" }]',
      'MESH0013',
    ],
    ['a missing patch file', 'patches: [{ path: none.yaml }]', 'MESH0013'],
    ['a circle', 'components: [../overlay]', 'MESH0012'],
  ])('tells of %s and renders the rest', (_, kustomization, code) => {
    const { codes, object } = overlay(kustomization);
    expect(codes).toEqual(code ? [code] : []);
    expect(object('Deployment')).toBeDefined();
  });

  it('tells of resources that are missing, remote, double or broken', () => {
    const { codes, resources } = render({
      'overlay/kustomization.yaml':
        'resources: [none.yaml, "https://example.com/x?ref=1", a.yaml, b.yaml, broken.yaml]',
      'overlay/a.yaml':
        '{apiVersion: v1, kind: Namespace, metadata: {name: a}}',
      'overlay/b.yaml':
        '{apiVersion: v1, kind: Namespace, metadata: {name: a}}',
      'overlay/broken.yaml': 'a: [',
    });
    expect(codes).toEqual(['MESH0011', 'MESH0010', 'MESH0001', 'MESH0014']);
    expect(resources).toHaveLength(1);
  });

  it('tells of a folder without a kustomization, and of one that is not YAML', () => {
    expect(render({}, 'nowhere').codes).toEqual(['MESH0011']);
    expect(render({ 'overlay/kustomization.yml': 'a: [' }).codes).toEqual([
      'MESH0001',
    ]);
  });
});
