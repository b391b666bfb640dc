import fc from 'fast-check';
import { Mesh } from '../mesh/Mesh';
import type { KubeObject } from '../resources/types';
import type { RouteAnswer } from './types';

const HOSTS = ['a', 'b', 'b.other', 'x.example.com', '*.example.com', '*'];
const NAMES = fc.constantFrom('a', 'b', 'c');
const NAMESPACES = fc.constantFrom('default', 'other');

const route = fc.array(
  fc.record(
    {
      destination: fc.record({ host: fc.constantFrom(...HOSTS) }),
      weight: fc.integer({ min: 0, max: 100 }),
    },
    { requiredKeys: ['destination'] },
  ),
  { minLength: 1, maxLength: 3 },
);

const match = fc.record(
  {
    uri: fc.record({ prefix: fc.constantFrom('/', '/a', '/b') }),
    headers: fc.record({ x: fc.record({ exact: fc.constantFrom('1', '2') }) }),
    port: fc.constantFrom(80, 81),
  },
  { requiredKeys: [] },
);

const http = fc.array(
  fc.record(
    {
      match: fc.array(match, { maxLength: 2 }),
      route,
      delegate: fc.record({ name: NAMES }),
      timeout: fc.constant('1s'),
    },
    { requiredKeys: ['route'] },
  ),
  { maxLength: 3 },
);

const kinds: [string, string, fc.Arbitrary<unknown>][] = [
  [
    'networking.istio.io/v1',
    'VirtualService',
    fc.record(
      {
        hosts: fc.array(fc.constantFrom(...HOSTS), { maxLength: 2 }),
        gateways: fc.constantFrom(['mesh'], ['other/c'], ['mesh', 'c']),
        exportTo: fc.constantFrom(['.'], ['*'], ['other']),
        http,
      },
      { requiredKeys: ['hosts', 'http'] },
    ),
  ],
  [
    'v1',
    'Service',
    fc.record({
      ports: fc.constantFrom(
        [{ port: 80, name: 'http' }],
        [{ port: 80, name: 'tcp' }],
        [{ port: 80 }, { port: 81, name: 'http' }],
      ),
    }),
  ],
  [
    'networking.istio.io/v1',
    'Gateway',
    fc.record({
      selector: fc.constant({ istio: 'gateway' }),
      servers: fc.constant([
        {
          port: { number: 80, name: 'http', protocol: 'HTTP' },
          hosts: ['*'],
        },
      ]),
    }),
  ],
  [
    'networking.istio.io/v1',
    'Sidecar',
    fc.record({
      egress: fc.constantFrom(
        [{ hosts: ['./*'] }],
        [{ hosts: ['*/*', '~other/*'] }],
      ),
    }),
  ],
];

const objects: fc.Arbitrary<KubeObject[]> = fc.uniqueArray(
  fc.oneof(
    ...kinds.map(([apiVersion, kind, spec]) =>
      fc
        .record({ name: NAMES, namespace: NAMESPACES, spec })
        .map(({ name, namespace, spec: content }) => ({
          apiVersion,
          kind,
          metadata: { name, namespace },
          spec: content,
        })),
    ),
  ),
  {
    maxLength: 12,
    selector: ({ kind, metadata }) =>
      `${kind}/${metadata.namespace}/${metadata.name}`,
  },
);

const requests = fc.record({
  kind: fc.constantFrom<'sidecar' | 'gateway'>('sidecar', 'gateway'),
  namespace: NAMESPACES,
  host: fc.constantFrom('a', 'b.other', 'x.example.com', undefined),
  port: fc.constantFrom(80, 81),
  headers: fc.constantFrom({ x: '1' }, {}, undefined),
  path: fc.constantFrom('/', '/a', undefined),
});

function answer(
  resources: unknown[],
  { kind, namespace, ...request }: Record<string, unknown>,
): RouteAnswer {
  return Mesh.from(resources as KubeObject[]).route({
    from: {
      kind: kind as 'sidecar',
      namespace: String(namespace),
      labels: { istio: 'gateway' },
    },
    port: 80,
    ...request,
  });
}

describe('mesh.route', () => {
  it('gives away every request, however it is split', () => {
    const sums = ({ destinations, possible = [] }: RouteAnswer): number[] => [
      ...(destinations.length > 0
        ? [destinations.reduce((sum, { weight }) => sum + weight, 0)]
        : []),
      ...possible.flatMap(sums),
    ];
    fc.assert(
      fc.property(objects, requests, (resources, request) => {
        for (const sum of sums(answer(resources, request))) {
          expect(sum).toBeCloseTo(100, 6);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('does not ask in what order files are read', () => {
    const both = objects.chain(resources =>
      fc.record({
        resources: fc.constant(resources),
        shuffled: fc.shuffledSubarray(resources, {
          minLength: resources.length,
        }),
      }),
    );
    fc.assert(
      fc.property(both, requests, ({ resources, shuffled }, request) => {
        expect(answer(shuffled, request)).toEqual(answer(resources, request));
      }),
      { numRuns: 150 },
    );
  });

  it('never throws, whatever the objects are', () => {
    const garbage = fc
      .record({
        object: fc.constantFrom(
          ...kinds.map(([apiVersion, kind]) => ({ apiVersion, kind })),
          { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute' },
          { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway' },
          { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress' },
          { apiVersion: 'networking.istio.io/v1', kind: 'ServiceEntry' },
        ),
        name: NAMES,
        spec: fc.dictionary(
          fc.constantFrom(
            'hosts',
            'http',
            'tls',
            'tcp',
            'gateways',
            'servers',
            'listeners',
            'parentRefs',
            'rules',
            'ports',
            'egress',
            'addresses',
            'exportTo',
          ),
          fc.oneof(
            fc.anything(),
            fc.array(
              fc.dictionary(
                fc.constantFrom(
                  'match',
                  'route',
                  'hosts',
                  'port',
                  'name',
                  'kind',
                  'matches',
                  'number',
                ),
                fc.anything(),
              ),
            ),
          ),
        ),
      })
      .map(({ object, name, spec }) => ({
        ...object,
        metadata: {
          name,
          namespace: 'default',
          annotations: { 'kubernetes.io/ingress.class': 'istio' },
        },
        spec,
      }));
    fc.assert(
      fc.property(
        fc.array(garbage),
        requests,
        fc.constantFrom('tcp', 'http'),
        fc.boolean(),
        (resources, request, protocol, tls) => {
          expect(
            answer(resources, { ...request, protocol, tls }).outcome,
          ).toEqual(expect.any(String));
        },
      ),
      { numRuns: 150 },
    );
  });
});
