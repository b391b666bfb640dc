import { KNOWN_KINDS, Mesh, type KubeObject } from '@ecotrack/mesh-engine';
import fc from 'fast-check';
import { onboardingOf } from './onboardingOf';
import { readinessOf } from './readinessOf';

const NAMES = ['a', 'b', 'istio-system', 'istiod'];
const FIELDS = [
  'spec',
  'template',
  'jobTemplate',
  'metadata',
  'labels',
  'annotations',
  'containers',
  'initContainers',
  'ports',
  'port',
  'targetPort',
  'name',
  'readinessProbe',
  'httpGet',
  'securityContext',
  'runAsUser',
  'podSelector',
  'ingress',
  'egress',
  'from',
  'to',
  'policyTypes',
  'selector',
  'matchLabels',
  'clusterIP',
  'externalName',
  'ipBlock',
  'cidr',
  'except',
  'type',
  'serviceName',
  'workloadRef',
  'kind',
  'trafficPolicy',
  'tls',
  'mode',
  'app',
  'sidecar.istio.io/inject',
  'proxy.istio.io/config',
  'status',
  'nodeInfo',
  'kubeletVersion',
  'hostNetwork',
];
const leaf = fc.oneof(
  fc.constantFrom(
    null,
    true,
    false,
    1337,
    15012,
    80,
    -1,
    '1337',
    'None',
    'Ingress',
    'Egress',
    'DISABLE',
    'false',
    'ExternalName',
    'v1.30.0',
    '10.0.0.0/8',
    '300.1.1.1/99',
    'a',
  ),
  fc.string({ maxLength: 5 }),
);
const value = fc.letrec(tie => ({
  any: fc.oneof(
    { depthSize: 'medium' },
    leaf,
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...FIELDS), tie('any'), { maxKeys: 5 }),
  ),
})).any;

const template = fc.record({
  metadata: fc.record(
    { labels: fc.constant({ app: 'a' }), annotations: value },
    { requiredKeys: ['labels'] },
  ),
  spec: fc.record(
    {
      containers: value,
      initContainers: value,
      hostNetwork: value,
      securityContext: value,
    },
    { requiredKeys: [] },
  ),
});
const spec = fc.oneof(
  value,
  fc.record({ template, serviceName: value, selector: value }),
  fc.record({
    selector: fc.constant({ app: 'a' }),
    ports: value,
    clusterIP: value,
    type: value,
    externalName: value,
  }),
  fc.record(
    { podSelector: value, policyTypes: value, ingress: value, egress: value },
    { requiredKeys: ['podSelector'] },
  ),
);
const object = fc
  .record({
    known: fc.constantFrom(...KNOWN_KINDS),
    name: fc.constantFrom(...NAMES),
    namespace: fc.constantFrom(...NAMES),
    labels: fc.dictionary(
      fc.constantFrom(
        'istio-injection',
        'istio.io/rev',
        'istio.io/dataplane-mode',
        'app',
        'pod-security.kubernetes.io/enforce',
      ),
      fc.constantFrom(
        'enabled',
        'disabled',
        'ambient',
        'a',
        'istiod',
        'baseline',
      ),
    ),
    spec,
    status: value,
  })
  .map(
    ({ known, name, namespace, labels, ...rest }): KubeObject => ({
      apiVersion: [known.group, known.versions[0]].filter(Boolean).join('/'),
      kind: known.kind,
      metadata: { name, ...(known.namespaced && { namespace }), labels },
      ...rest,
    }),
  );
const seen = fc.option(
  fc.record({
    calls: fc.array(
      fc.record({
        client: fc.option(
          fc.record({
            namespace: fc.constantFrom(...NAMES),
            workload: fc.constantFrom(...NAMES),
          }),
          { nil: undefined },
        ),
        server: fc.record({
          namespace: fc.constantFrom(...NAMES),
          workload: fc.constantFrom(...NAMES),
        }),
        requestRate: fc.float({ min: 0, noNaN: true }),
      }),
      { maxLength: 3 },
    ),
    counted: fc.constantFrom(new Set<string>(), new Set(['a/a', 'b/b'])),
  }),
  { nil: undefined },
);

describe('readiness of anything', () => {
  it('never throws, and says each thing once', () => {
    fc.assert(
      fc.property(
        fc.array(object, { maxLength: 8 }),
        seen,
        (objects, observed) => {
          const mesh = Mesh.from(objects);
          for (const workload of mesh.workloads) {
            const items = readinessOf(mesh, workload, { observed });
            const ids = items.map(({ id }) => id);
            expect(new Set(ids).size).toBe(ids.length);
            expect(
              items.every(({ says }) => !/undefined|\[object|NaN/.test(says)),
            ).toBe(true);
            onboardingOf(mesh, workload, observed?.calls);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
