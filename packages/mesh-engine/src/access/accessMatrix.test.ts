import * as fc from 'fast-check';
import { Mesh } from '../mesh/Mesh';
import type { KubeObject } from '../resources/types';
import { accessMatrix } from './accessMatrix';
import { askAccess } from './askAccess';

const NAMES = ['a', 'b', 'c'];
const NAMESPACES = ['east', 'west'];

const workload = (
  namespace: string,
  name: string,
  hasProxy: boolean,
): KubeObject[] => [
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: {
      template: {
        metadata: { labels: { app: name } },
        spec: { serviceAccountName: name, containers: [{ name: 'main' }] },
      },
    },
  },
  {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${name}-1`,
      namespace,
      labels: { app: name },
      ownerReferences: [
        { apiVersion: 'apps/v1', kind: 'Deployment', name, controller: true },
      ],
    },
    spec: {
      serviceAccountName: name,
      containers: [
        { name: 'main' },
        ...(hasProxy ? [{ name: 'istio-proxy' }] : []),
      ],
    },
    status: {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: 'True' }],
    },
  },
];

const source = fc.oneof(
  fc.record({
    principals: fc.subarray(
      ['cluster.local/ns/east/sa/a', 'cluster.local/ns/west/*', '*/sa/b', '*'],
      { minLength: 1 },
    ),
  }),
  fc.record({ notPrincipals: fc.constant(['cluster.local/ns/east/sa/c']) }),
  fc.record({ namespaces: fc.subarray(['east', 'w*'], { minLength: 1 }) }),
  fc.record({ notNamespaces: fc.constant(['west']) }),
  fc.record({
    serviceAccounts: fc.subarray(['a', 'west/b'], { minLength: 1 }),
  }),
);

const policy = fc.record({
  namespace: fc.constantFrom('istio-system', ...NAMESPACES),
  action: fc.constantFrom('ALLOW', 'DENY'),
  app: fc.option(fc.constantFrom(...NAMES)),
  sources: fc.array(source, { minLength: 1, maxLength: 2 }),
});

const meshes = fc
  .record({
    proxies: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
    policies: fc.array(policy, { maxLength: 4 }),
  })
  .map(({ proxies, policies }) =>
    Mesh.from([
      ...NAMESPACES.flatMap((namespace, row) =>
        NAMES.flatMap((name, column) =>
          workload(namespace, name, proxies[row * 3 + column]),
        ),
      ),
      ...policies.map(
        ({ namespace, action, app, sources }, index): KubeObject => ({
          apiVersion: 'security.istio.io/v1',
          kind: 'AuthorizationPolicy',
          metadata: { name: `policy-${index}`, namespace },
          spec: {
            ...(app && { selector: { matchLabels: { app } } }),
            action,
            rules: [{ from: sources.map(one => ({ source: one })) }],
          },
        }),
      ),
    ]),
  );

describe('the access matrix', () => {
  it('tells of each caller what a request of its own is told', () => {
    fc.assert(
      fc.property(meshes, mesh => {
        for (const { server, access, port, protocol } of accessMatrix(mesh)) {
          const target = mesh.workload(server.namespace!, server.name)!;
          const told = access.flatMap(({ callers }) => callers.workloads);
          expect(told).toHaveLength(mesh.workloads.length);
          for (const { callers, decision } of access) {
            for (const { namespace, name } of callers.workloads) {
              const caller = mesh.workload(namespace!, name);
              expect(
                askAccess(mesh, target, caller, { port, protocol }).decision,
              ).toBe(decision);
            }
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('the access matrix of a gateway', () => {
  it('is asked as what its servers read, whatever its Service calls the port', () => {
    const mesh = Mesh.from([
      ...workload('east', 'gate', true),
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'gate', namespace: 'east' },
        spec: {
          selector: { app: 'gate' },
          ports: [{ name: 'https', port: 443, targetPort: 8443 }],
        },
      },
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: {
          name: 'gate-1',
          namespace: 'east',
          labels: { app: 'gate' },
          ownerReferences: [
            {
              apiVersion: 'apps/v1',
              kind: 'Deployment',
              name: 'gate',
              controller: true,
            },
          ],
        },
        spec: {
          serviceAccountName: 'gate',
          containers: [{ name: 'istio-proxy', args: ['proxy', 'router'] }],
        },
        status: { phase: 'Running' },
      },
      {
        apiVersion: 'networking.istio.io/v1',
        kind: 'Gateway',
        metadata: { name: 'out', namespace: 'east' },
        spec: {
          selector: { app: 'gate' },
          servers: [
            {
              hosts: ['api.example.com'],
              port: { number: 443, name: 'https', protocol: 'HTTPS' },
              tls: { mode: 'ISTIO_MUTUAL' },
            },
          ],
        },
      },
      {
        apiVersion: 'security.istio.io/v1',
        kind: 'AuthorizationPolicy',
        metadata: { name: 'out', namespace: 'east' },
        spec: {
          selector: { matchLabels: { app: 'gate' } },
          rules: [{ to: [{ operation: { hosts: ['api.example.com'] } }] }],
        },
      },
    ]);
    expect(mesh.workload('east', 'gate')?.sidecar.state).toBe('gateway');
    const [row] = accessMatrix(mesh);
    expect(row).toMatchObject({ port: 8443, protocol: 'http' });
    expect(row.access.map(({ decision }) => decision)).not.toContain('deny');
  });
});
