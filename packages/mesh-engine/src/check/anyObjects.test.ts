import fc from 'fast-check';
import { Mesh } from '../mesh/Mesh';
import type { KubeObject } from '../resources/types';
import { CHECKS } from './checks';

const ISTIO = 'networking.istio.io/v1';

const KINDS: [string, string][] = [
  [ISTIO, 'VirtualService'],
  [ISTIO, 'DestinationRule'],
  [ISTIO, 'Gateway'],
  [ISTIO, 'ServiceEntry'],
  [ISTIO, 'Sidecar'],
  ['v1', 'Service'],
  ['v1', 'Pod'],
  ['apps/v1', 'Deployment'],
  ['v1', 'Namespace'],
  ['v1', 'ServiceAccount'],
  ['security.istio.io/v1', 'PeerAuthentication'],
  ['security.istio.io/v1', 'AuthorizationPolicy'],
  ['security.istio.io/v1', 'RequestAuthentication'],
  ['telemetry.istio.io/v1', 'Telemetry'],
  ['extensions.istio.io/v1alpha1', 'WasmPlugin'],
  ['networking.istio.io/v1alpha3', 'EnvoyFilter'],
  [ISTIO, 'WorkloadGroup'],
  ['admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration'],
  ['gateway.networking.k8s.io/v1', 'Gateway'],
  ['gateway.networking.k8s.io/v1', 'HTTPRoute'],
  ['gateway.networking.k8s.io/v1', 'ReferenceGrant'],
  ['argoproj.io/v1alpha1', 'Application'],
];

const OF_CLUSTER = ['MutatingWebhookConfiguration', 'Namespace'];

const FIELDS = [
  ...[
    'hosts',
    'host',
    'http',
    'tcp',
    'route',
    'destination',
    'subsets',
    'name',
  ],
  ...['servers', 'port', 'ports', 'number', 'selector', 'matchLabels', 'tls'],
  ...['mode', 'trafficPolicy', 'egress', 'exportTo', 'gateways', 'labels'],
  ...['parentRefs', 'rules', 'backendRefs', 'from', 'to', 'listeners', 'match'],
  ...['source', 'principals', 'namespaces', 'serviceAccounts', 'when', 'key'],
  ...['operation', 'methods', 'paths', 'values', 'action', 'targetRefs'],
  ...['jwtRules', 'accessLogging', 'tracing', 'metadata', 'template'],
  ...['configPatches', 'patch', 'operation', 'applyTo', 'clientConfig'],
  ...['namespaceSelector', 'matchExpressions', 'service', 'serviceAccount'],
  ...['ignoreDifferences', 'timeout', 'retries', 'attempts', 'credentialName'],
];

const garbage = fc.letrec<{ value: unknown }>(tie => ({
  value: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    fc.constantFrom('a', '*', '*.a', 'a.b', '', './*', 'STRICT', '1s', '~'),
    fc.constantFrom(0, 80, -1, null, true),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...FIELDS), tie('value'), { maxKeys: 5 }),
  ),
})).value;

const anyLabels = fc.dictionary(
  fc.constantFrom(
    'app',
    'istio-injection',
    'istio.io/rev',
    'istio.io/dataplane-mode',
    'istio.io/use-waypoint',
    'sidecar.istio.io/inject',
    'traffic.sidecar.istio.io/includeInboundPorts',
  ),
  fc.constantFrom('a', 'enabled', 'ambient', 'true', '*', ''),
  { maxKeys: 3 },
);

const anyObject = fc
  .record({
    labels: anyLabels,
    annotations: anyLabels,
    kind: fc.constantFrom(...KINDS),
    name: fc.constantFrom('a', 'b', 'c'),
    namespace: fc.constantFrom('n', 'm'),
    spec: garbage,
  })
  .map(
    ({
      kind: [apiVersion, kind],
      spec,
      namespace,
      ...metadata
    }): KubeObject => ({
      apiVersion,
      kind,
      metadata: {
        ...metadata,
        namespace: OF_CLUSTER.includes(kind) ? undefined : namespace,
      },
      spec,
      webhooks: [spec],
    }),
  );

/** One object of each name. */
const distinct = (objects: KubeObject[]) => [
  ...new Map(
    objects.map(object => [
      `${object.apiVersion} ${object.kind} ${object.metadata.namespace} ${object.metadata.name}`,
      object,
    ]),
  ).values(),
];

const words = (objects: readonly KubeObject[]) =>
  Mesh.from(objects)
    .check()
    .map(({ code, object, field }) =>
      [code, object?.kind, object?.namespace, object?.name, field].join(' '),
    )
    .sort();

describe('all checks', () => {
  it('have codes of their own, in order', () => {
    const codes = CHECKS.map(({ code }) => code);
    expect(codes).toEqual([...new Set(codes)].sort());
    expect(codes.every(code => /^MESH[123]\d{3}$/.test(code))).toBe(true);
  });

  it('never throw, and do not depend on the order of objects', () => {
    fc.assert(
      fc.property(fc.array(anyObject, { maxLength: 8 }), objects => {
        const each = distinct(objects);
        expect(words([...each].reverse())).toEqual(words(each));
      }),
      { numRuns: 400 },
    );
  });
});
