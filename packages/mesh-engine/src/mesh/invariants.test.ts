import * as fc from 'fast-check';
import {
  rule,
  service,
  SUBSETS,
  to,
  VERSIONS,
} from '../__testUtils__/canaries';
import { namespace, owner, pod } from '../__testUtils__/workloads';
import { readManifests } from '../resources/readManifests';
import type { KubeObject } from '../resources/types';
import { Mesh } from './Mesh';

describe('invariants of a mesh', () => {
  const NAMES = ['a', 'b'];
  const KINDS: [string, string][] = [
    ['v1', 'Pod'],
    ['v1', 'Service'],
    ['v1', 'Namespace'],
    ['v1', 'ConfigMap'],
    ['apps/v1', 'Deployment'],
    ['apps/v1', 'ReplicaSet'],
    ['batch/v1', 'Job'],
    ['admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration'],
    ['networking.istio.io/v1', 'VirtualService'],
    ['networking.istio.io/v1', 'DestinationRule'],
    ['networking.istio.io/v1', 'Gateway'],
    ['networking.istio.io/v1', 'ServiceEntry'],
    ['security.istio.io/v1', 'PeerAuthentication'],
    ['security.istio.io/v1', 'AuthorizationPolicy'],
    ['gateway.networking.k8s.io/v1', 'HTTPRoute'],
    ['gateway.networking.k8s.io/v1', 'Gateway'],
    ['argoproj.io/v1alpha1', 'Rollout'],
    ['flagger.app/v1beta1', 'Canary'],
  ];
  const FIELDS = [
    'selector',
    'matchLabels',
    'template',
    'metadata',
    'labels',
    'spec',
    'containers',
    'name',
    'ports',
    'port',
    'targetPort',
    'http',
    'tcp',
    'route',
    'match',
    'headers',
    'destination',
    'host',
    'subset',
    'weight',
    'mirror',
    'mirrors',
    'hosts',
    'gateways',
    'subsets',
    'mtls',
    'mode',
    'portLevelMtls',
    'rules',
    'backendRefs',
    'parentRefs',
    'strategy',
    'canary',
    'steps',
    'targetRef',
    'servers',
    'webhooks',
    'phase',
    'stableRS',
    'workloadRef',
    'mesh',
    '__proto__',
    'constructor',
  ];
  const leaf = fc.oneof(
    fc.constantFrom<unknown>(
      'a',
      'b',
      'STRICT',
      'app',
      null,
      undefined,
      -1,
      0,
      80,
      1e309,
      true,
      '*',
      'a.b',
      '',
    ),
    fc.anything(),
  );
  const value = fc.letrec<{ node: unknown }>(tie => ({
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc.array(tie('node'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...FIELDS), tie('node'), { maxKeys: 5 }),
    ),
  })).node;
  const object = fc
    .tuple(
      fc.constantFrom(...KINDS),
      fc.constantFrom(...NAMES),
      fc.constantFrom(...NAMES),
      value,
      value,
      value,
      value,
    )
    .map(
      ([[apiVersion, kind], name, ns, spec, status, labels, owners]) =>
        ({
          apiVersion,
          kind,
          metadata: {
            name,
            namespace: ns,
            labels,
            annotations: labels,
            creationTimestamp: spec,
            ownerReferences: owners,
            generation: status,
          },
          spec,
          status,
          data: status,
          webhooks: spec,
        } as unknown as KubeObject),
    );

  function everything(mesh: Mesh) {
    return {
      findings: mesh.findings.length,
      workloads: mesh.workloads.map(({ ref, sidecar, spiffe, labels }) => ({
        ref,
        sidecar,
        spiffe,
        labels,
      })),
      services: mesh.services.map(target => ({
        host: target.host,
        ports: target.ports,
        mtls: target.ports.map(port => mesh.mtlsOfService(target, port)),
        objects: mesh
          .objectsOf(target)
          .map(
            ({ kind, metadata }) =>
              `${kind}/${metadata.namespace}/${metadata.name}`,
          ),
        split: mesh.splits(target)?.because,
        found: mesh.serviceByHost(target.host, target.namespace)?.host,
      })),
      gateways: mesh.gateways.map(({ ref, hosts, ports }) => ({
        ref,
        hosts,
        ports,
      })),
      mtls: mesh.workloads.map(workload => [
        mesh.mtls(workload),
        mesh.mtls(workload, 80),
      ]),
      canaries: mesh.canaries(),
    };
  }

  it('never throws, whatever the objects are', () => {
    fc.assert(
      fc.property(
        fc.array(object, { maxLength: 12 }),
        fc.array(fc.anything(), { maxLength: 3 }),
        (objects, garbage) => {
          expect(() =>
            everything(Mesh.from([...objects, ...(garbage as KubeObject[])])),
          ).not.toThrow();
        },
      ),
      { numRuns: 300 },
    );
  });

  it('gives the same answers whatever the order of the objects', () => {
    const distinct = fc.uniqueArray(object, {
      maxLength: 10,
      selector: ({ apiVersion, kind, metadata }) =>
        `${apiVersion}/${kind}/${metadata.namespace}/${metadata.name}`,
    });
    fc.assert(
      fc.property(distinct, fc.nat(), (objects, seed) => {
        const shuffled = objects
          .map((entry, i) => ({ entry, key: (i * 7919 + seed) % 101 }))
          .sort((a, b) => a.key - b.key)
          .map(({ entry }) => entry);
        expect(everything(Mesh.from(shuffled))).toEqual(
          everything(Mesh.from(objects)),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same answers whatever the order of manifests that belong together', () => {
    const route = (name: string, weight: number) =>
      rule(
        `http: [{ route: [${to('stable', weight)}, ${to('next', 7)}] }]`,
        name,
      );
    const { resources } = readManifests([
      {
        path: 'shop.yaml',
        text: [
          VERSIONS,
          SUBSETS,
          SUBSETS.replace('name: web,', 'name: also,'),
          route('web', 3),
          route('also', 4),
          namespace('shop', 'istio-injection: enabled'),
          pod('web-1', owner('Deployment', 'web-v1')),
          pod(
            'web-2',
            owner('ReplicaSet', 'web-9'),
            undefined,
            ", pod-template-hash: '9'",
          ),
          service('web-a', 'app: web, version: v1'),
        ].join(''),
      },
    ]);
    const expected = everything(Mesh.from(resources));
    expect(expected.canaries).toHaveLength(1);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(resources, { minLength: resources.length }),
        shuffled => {
          expect(everything(Mesh.from(shuffled))).toEqual(expected);
        },
      ),
    );
  });
});
