import { meshOf } from '../__testUtils__/meshOf';
import { deployment, namespace, owner, pod } from '../__testUtils__/workloads';

describe('Mesh.workloads', () => {
  it('finds the pods of a Deployment through its ReplicaSets, and counts proxies', () => {
    const mesh = meshOf(
      `${namespace('shop', 'istio-injection: enabled') + deployment()}
---
apiVersion: apps/v1
kind: ReplicaSet
metadata: { name: web-1, namespace: shop, ownerReferences: [${owner(
        'Deployment',
        'web',
      )}] }
${pod('web-1-a', owner('ReplicaSet', 'web-1'))}
${pod('web-1-b', owner('ReplicaSet', 'web-1'), 'containers: [{ name: main }]')}
${pod('web-1-gone', owner('ReplicaSet', 'web-1')).replace(
  'Running',
  'Succeeded',
)}
`,
    );
    expect(mesh.workloads).toMatchObject([
      {
        kind: 'Deployment',
        name: 'web',
        desired: 2,
        ready: 2,
        serviceAccount: 'web',
        spiffe: 'spiffe://cluster.local/ns/shop/sa/web',
        canonicalName: 'web',
        canonicalRevision: 'latest',
        sidecar: { state: 'some', injected: 1, pods: 2, expected: true },
      },
    ]);
  });

  it.each([
    [
      'a ReplicaSet that is not read',
      owner('ReplicaSet', 'web-5d9'),
      ", pod-template-hash: '5d9'",
      'Deployment',
      'web',
    ],
    ['a Job of a CronJob', owner('Job', 'web-29384756'), '', 'CronJob', 'web'],
    [
      'a kind that nobody knows',
      owner('StrimziPodSet', 'web'),
      '',
      'StrimziPodSet',
      'web',
    ],
    ['a node', owner('Node', 'n1'), '', 'Pod', 'web-a'],
    ['nobody', '', '', 'Pod', 'web-a'],
  ])('names the workload of pods of %s', (_, owners, labels, kind, name) => {
    const mesh = meshOf(
      pod('web-a', owners, undefined, labels) +
        (kind === 'Pod' ? '' : pod('web-b', owners, undefined, labels)),
    );
    expect(mesh.workloads).toMatchObject([
      { kind, name, pods: { length: kind === 'Pod' ? 1 : 2 } },
    ]);
  });

  it('counts a Deployment that a Rollout refers to only while it has pods', () => {
    const rollout = `
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web, namespace: shop }
spec: { workloadRef: { apiVersion: apps/v1, kind: Deployment, name: web } }
`;
    const kinds = (text: string) =>
      meshOf(text).workloads.map(({ kind }) => kind);
    expect(kinds(deployment() + rollout)).toEqual(['Rollout']);
    expect(
      kinds(deployment() + rollout + pod('a', owner('Deployment', 'web'))),
    ).toEqual(['Deployment', 'Rollout']);
    expect(meshOf(deployment() + rollout).workloads[0].labels).toEqual({
      app: 'web',
    });
  });

  it.each([
    [
      'a native sidecar',
      'containers: [{ name: main }], initContainers: [{ name: istio-proxy, restartPolicy: Always }]',
      'sidecar',
    ],
    [
      'an init container that ends',
      'containers: [{ name: main }], initContainers: [{ name: istio-proxy }]',
      'none',
    ],
    [
      'a router',
      'containers: [{ name: istio-proxy, args: [proxy, router] }, { name: other }]',
      'gateway',
    ],
    [
      'a waypoint',
      'containers: [{ name: istio-proxy, args: [proxy, waypoint] }]',
      'gateway',
    ],
    [
      'a proxy alone',
      'containers: [{ name: istio-proxy, image: auto }]',
      'gateway',
    ],
    [
      'ztunnel',
      'containers: [{ name: istio-proxy, args: [proxy, ztunnel] }]',
      'none',
    ],
  ])('tells the data plane of %s', (_, spec, dataPlane) => {
    expect(meshOf(pod('a', '', spec)).workloads[0].pods).toMatchObject([
      { dataPlane },
    ]);
  });

  it.each([
    ['no namespace known', '', deployment(), undefined, 'unknown'],
    ['no label', namespace('shop'), deployment(), false, 'none'],
    [
      'istio-injection: enabled',
      namespace('shop', 'istio-injection: enabled'),
      deployment(),
      true,
      'unknown',
    ],
    [
      'a pod that says no',
      namespace('shop', 'istio-injection: enabled'),
      deployment('', "sidecar.istio.io/inject: 'false'"),
      false,
      'none',
    ],
    [
      'a pod that says yes',
      namespace('shop'),
      deployment('', "sidecar.istio.io/inject: 'true'"),
      true,
      'unknown',
    ],
    [
      'a pod that says yes in a namespace that says no',
      namespace('shop', 'istio-injection: disabled'),
      deployment('', "sidecar.istio.io/inject: 'true'"),
      false,
      'none',
    ],
    [
      'a revision',
      namespace('shop', 'istio.io/rev: stable'),
      deployment(),
      true,
      'unknown',
    ],
    [
      'a revision of the pod',
      namespace('shop'),
      deployment('', 'istio.io/rev: stable'),
      true,
      'unknown',
    ],
    [
      'istio-injection before a revision',
      namespace('shop', 'istio-injection: disabled, istio.io/rev: stable'),
      deployment(),
      false,
      'none',
    ],
    [
      'the network of the host',
      namespace('shop', 'istio-injection: enabled'),
      deployment('', 'app: web', ', hostNetwork: true'),
      false,
      'none',
    ],
    [
      'an annotation',
      namespace('shop', 'istio-injection: enabled'),
      deployment(", annotations: { sidecar.istio.io/inject: 'false' }"),
      false,
      'none',
    ],
    [
      'a label before an annotation',
      namespace('shop'),
      deployment(
        ", annotations: { sidecar.istio.io/inject: 'false' }",
        "sidecar.istio.io/inject: 'true'",
      ),
      true,
      'unknown',
    ],
    [
      'ambient',
      namespace('shop', 'istio.io/dataplane-mode: ambient'),
      deployment(),
      false,
      'ambient',
    ],
    [
      'a pod outside of ambient',
      namespace('shop', 'istio.io/dataplane-mode: ambient'),
      deployment('', 'istio.io/dataplane-mode: none'),
      false,
      'none',
    ],
  ])(
    'tells whether a proxy is expected: %s',
    (_, ns, text, expected, state) => {
      const [{ sidecar }] = meshOf(ns + text).workloads;
      expect([sidecar.expected, sidecar.state]).toEqual([expected, state]);
      expect(sidecar.because.length).toBeGreaterThan(0);
    },
  );

  it('asks the webhooks that are installed, so that a revision nobody serves injects nothing', () => {
    const webhook = (rev: string) => `
---
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata: { name: istio-${rev} }
webhooks:
  - name: rev.namespace.sidecar-injector.istio.io
    namespaceSelector: { matchExpressions: [{ key: istio.io/rev, operator: In, values: [${rev}] }, { key: istio-injection, operator: DoesNotExist }] }
    objectSelector: { matchExpressions: [{ key: sidecar.istio.io/inject, operator: NotIn, values: ['false'] }] }
`;
    const foreign = webhook('x').replace('.istio.io', '.example.com');
    const expected = (...texts: string[]) =>
      meshOf(
        namespace('shop', 'istio.io/rev: stable') +
          deployment() +
          texts.join(''),
      ).workloads[0].sidecar.expected;
    expect(expected(webhook('stable'))).toBe(true);
    expect(expected(webhook('other'))).toBe(false);
    expect(expected(foreign)).toBe(true);
  });
});
