import fc from 'fast-check';
import { istio, running, serving } from '../__testUtils__/connections';
import { Mesh } from '../mesh/Mesh';
import { readManifests } from '../resources/readManifests';
import type { KubeObject } from '../resources/types';
import { strictPolicy } from './strictPolicy';
import type { ConnectionClient, ConnectionOutcome } from './types';
import { whatStrictBreaks } from './whatStrictBreaks';

const NAMESPACES = ['shop', 'front', 'istio-system'];
const HOSTS = [
  'a.shop.svc.cluster.local',
  'b.shop.svc.cluster.local',
  '*.shop.svc.cluster.local',
  '*',
  'a',
];
const PLANES = ['sidecar', 'none', 'ambient'] as const;

const pick = <T>(...values: readonly T[]) => fc.constantFrom(...values);

const policies = fc
  .record({
    namespace: pick(...NAMESPACES),
    mode: pick('STRICT', 'PERMISSIVE', 'DISABLE', 'UNSET'),
    app: pick('', 'a', 'b'),
    portMode: pick('', 'STRICT', 'PERMISSIVE', 'DISABLE', 'UNSET'),
    name: pick('p1', 'p2', 'p3'),
  })
  .map(({ namespace, mode, app, portMode, name }) =>
    istio(
      'PeerAuthentication',
      namespace,
      name,
      [
        `mtls: { mode: ${mode} }`,
        ...(app ? [`selector: { matchLabels: { app: ${app} } }`] : []),
        ...(app && portMode
          ? [`portLevelMtls: { 8080: { mode: ${portMode} } }`]
          : []),
      ].join(', '),
    ),
  );

const rules = fc
  .record({
    namespace: pick(...NAMESPACES),
    host: pick(...HOSTS),
    mode: pick('', 'DISABLE', 'SIMPLE', 'ISTIO_MUTUAL', 'MUTUAL'),
    portMode: pick('', 'DISABLE', 'ISTIO_MUTUAL'),
    exportTo: pick('', '"*"', '"."', 'front'),
    name: pick('r1', 'r2', 'r3'),
  })
  .map(({ namespace, host, mode, portMode, exportTo, name }) => {
    const settings = [
      ...(mode ? [`tls: { mode: ${mode} }`] : []),
      ...(portMode
        ? [
            `portLevelSettings: [{ port: { number: 80 }, tls: { mode: ${portMode} } }]`,
          ]
        : []),
    ].join(', ');
    return istio(
      'DestinationRule',
      namespace,
      name,
      `host: "${host}", trafficPolicy: { ${settings} } ${
        exportTo ? `, exportTo: [${exportTo}]` : ''
      }`,
    );
  });

const sidecars = fc
  .record({
    namespace: pick(...NAMESPACES),
    hosts: pick('"*/*"', '"./*"', '"shop/a.shop.svc.cluster.local"'),
    policy: pick('ALLOW_ANY', 'REGISTRY_ONLY'),
  })
  .map(({ namespace, hosts, policy }) =>
    istio(
      'Sidecar',
      namespace,
      'default',
      `egress: [{ hosts: [${hosts}] }], outboundTrafficPolicy: { mode: ${policy} }`,
    ),
  );

const worlds = fc
  .record({
    planes: fc.tuple(pick(...PLANES), pick(...PLANES), pick(...PLANES)),
    protocol: pick('http', 'tcp', 'https', 'any'),
    headless: fc.boolean(),
    objects: fc.array(fc.oneof(policies, rules, sidecars), { maxLength: 6 }),
  })
  .map(({ planes, protocol, headless, objects }) => {
    const port = `{ name: ${protocol}, port: 80, targetPort: 8080 }`;
    const kept = headless ? ', clusterIP: None' : '';
    return [
      running('shop', 'a', planes[0]),
      running('shop', 'b', planes[1]),
      running('front', 'c', planes[2]),
      serving('shop', 'a', port, kept),
      serving('shop', 'b', port),
      ...objects,
    ].join('');
  });

function read(text: string): KubeObject[] {
  const { resources } = readManifests([{ path: 'mesh.yaml', text }]);
  const seen = new Map(
    resources.map(({ object }) => [
      `${object.kind}/${object.metadata.namespace}/${object.metadata.name}`,
      object,
    ]),
  );
  return [...seen.values()];
}

function outcomes(mesh: Mesh): Map<string, ConnectionOutcome> {
  const clients: ConnectionClient[] = [...mesh.workloads, 'outside'];
  return new Map(
    clients.flatMap(client =>
      mesh.services.map(service => {
        const name = client === 'outside' ? client : client.name;
        const { outcome } = mesh.connection(client, service, 80);
        return [`${name} ${service.name}`, outcome] as const;
      }),
    ),
  );
}

describe('invariants of connections', () => {
  it('STRICT never adds plaintext', () => {
    fc.assert(
      fc.property(
        worlds,
        pick<'mesh' | 'namespace' | 'workload'>(
          'mesh',
          'namespace',
          'workload',
        ),
        (text, level) => {
          const mesh = Mesh.from(read(text));
          const scope = {
            mesh: {},
            namespace: { namespace: 'shop' },
            workload: { workload: mesh.workload('shop', 'a') },
          }[level];
          const before = outcomes(mesh);
          const after = outcomes(
            mesh.with({ upserted: [strictPolicy(mesh, scope)] }),
          );
          const added = [...after].filter(
            ([pair, outcome]) =>
              outcome === 'plaintext' && before.get(pair) !== 'plaintext',
          );
          expect(added).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('what STRICT breaks is what would fail and works today, and no more', () => {
    fc.assert(
      fc.property(worlds, text => {
        const mesh = Mesh.from(read(text));
        const { policy, breaks } = whatStrictBreaks(mesh, {
          namespace: 'shop',
        });
        const before = outcomes(mesh);
        const after = outcomes(mesh.with({ upserted: [policy] }));
        const works = ['mTLS', 'TLS', 'plaintext'];
        const expected = [...before]
          .filter(
            ([pair, outcome]) =>
              works.includes(outcome) &&
              !works.includes(after.get(pair) ?? '') &&
              pair.split(' ')[0] !== pair.split(' ')[1],
          )
          .map(([pair]) => pair);
        const found = breaks.flatMap(({ clients, server }) =>
          clients.map(
            client =>
              `${client === 'outside' ? client : client.name} ${server.name}`,
          ),
        );
        expect(found.sort()).toEqual(expected.sort());
      }),
      { numRuns: 150 },
    );
  });

  it('does not depend on the order of the objects', () => {
    fc.assert(
      fc.property(worlds, fc.infiniteStream(fc.nat()), (text, numbers) => {
        const objects = read(text);
        const shuffled = objects
          .map(object => ({ object, at: numbers.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ object }) => object);
        expect(outcomes(Mesh.from(shuffled))).toEqual(
          outcomes(Mesh.from(objects)),
        );
      }),
      { numRuns: 150 },
    );
  });

  it('never throws, whatever the objects hold', () => {
    const kinds = [
      ['networking.istio.io/v1', 'DestinationRule'],
      ['networking.istio.io/v1', 'Sidecar'],
      ['networking.istio.io/v1', 'Gateway'],
      ['networking.istio.io/v1', 'ServiceEntry'],
      ['networking.istio.io/v1', 'WorkloadEntry'],
      ['security.istio.io/v1', 'PeerAuthentication'],
      ['v1', 'Service'],
      ['v1', 'Pod'],
    ];
    const fields = [
      'host',
      'trafficPolicy',
      'subsets',
      'workloadSelector',
      'exportTo',
      'egress',
      'ingress',
      'outboundTrafficPolicy',
      'hosts',
      'ports',
      'endpoints',
      'selector',
      'mtls',
      'portLevelMtls',
      'servers',
      'containers',
      'labels',
    ];
    const spec = fc.dictionary(pick(...fields), fc.anything(), {
      maxKeys: 5,
    });
    fc.assert(
      fc.property(
        worlds,
        fc.array(fc.tuple(pick(...kinds), spec), { maxLength: 5 }),
        (text, garbage) => {
          const mesh = Mesh.from([
            ...read(text),
            ...garbage.map(([[apiVersion, kind], value], index) => ({
              apiVersion,
              kind,
              metadata: { name: `garbage-${index}`, namespace: 'shop' },
              spec: value,
            })),
          ]);
          const clients: ConnectionClient[] = [...mesh.workloads, 'outside'];
          const answers = clients.flatMap(client =>
            [...mesh.services, ...mesh.workloads].map(server =>
              mesh.connection(client, server, 80, { subset: 'x' }),
            ),
          );
          expect(answers.every(({ because }) => because.length > 0)).toBe(true);
          expect(whatStrictBreaks(mesh, {}).policy.kind).toBe(
            'PeerAuthentication',
          );
        },
      ),
      { numRuns: 200 },
    );
  });
});
