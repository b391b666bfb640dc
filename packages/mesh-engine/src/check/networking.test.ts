import { meshOf } from '../__testUtils__/meshOf';
import { namespace as namespaceYaml } from '../__testUtils__/workloads';

const ISTIO = 'networking.istio.io/v1';

/** Codes with the fields that they stand at. */
const found = (yaml: string, ...codes: string[]) =>
  meshOf(yaml)
    .check()
    .filter(({ code }) => codes.includes(code))
    .map(
      ({ code, object, field, origin }) =>
        `${code} ${object?.name} ${field ?? ''}:${origin?.line}`,
    );

const SERVER = `
apiVersion: v1
kind: Service
metadata: {name: orders, namespace: shop}
spec:
  selector: {app: orders}
  ports: [{name: http, port: 80, targetPort: 8080}, {name: grpc-admin, port: 90}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: orders, namespace: shop}
spec:
  selector: {matchLabels: {app: orders}}
  template:
    metadata: {labels: {app: orders, version: v1}}
    spec:
      containers: [{name: orders}, {name: istio-proxy}]
---
`;

const PLAIN = `${namespaceYaml('shop')}---${SERVER}`
  .replace(', {name: istio-proxy}', '')
  .replace(
    'labels: {app: orders, version: v1}',
    'labels: {app: orders, version: v1, sidecar.istio.io/inject: "false"}',
  );

const CALLER = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec: {template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web}, {name: istio-proxy}]}}}
---
`;

const rule = (spec: string) => `
apiVersion: ${ISTIO}
kind: DestinationRule
metadata: {name: orders, namespace: shop}
spec: ${spec}
---
`;

const peer = (spec: string) => `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: orders, namespace: shop}
spec: ${spec}
---
`;

describe('callers and servers that disagree about mTLS', () => {
  const disabled = rule(
    '{host: orders, trafficPolicy: {tls: {mode: DISABLE}}}',
  );
  const strict = peer(
    '{selector: {matchLabels: {app: orders}}, mtls: {mode: STRICT}}',
  );

  it('finds plaintext where mTLS is required, once for all ports', () => {
    expect(found(SERVER + disabled + strict, 'MESH2111')).toEqual([
      'MESH2111 orders spec.trafficPolicy.tls.mode:23',
    ]);
    expect(found(SERVER + disabled, 'MESH2111')).toEqual([]);
    const [{ because }] = meshOf(SERVER + disabled + strict)
      .check()
      .filter(({ code }) => code === 'MESH2111');
    expect(because.map(({ object }) => object?.kind)).toContain(
      'PeerAuthentication',
    );
  });

  it('lets a port say something else than the destination', () => {
    const onePort = (mode: string) =>
      rule(
        `{host: orders, trafficPolicy: {tls: {mode: ISTIO_MUTUAL}, portLevelSettings: [{port: {number: 90}, tls: {mode: ${mode}}}]}}`,
      );
    const field = 'spec.trafficPolicy.portLevelSettings[0].tls.mode';
    expect(found(SERVER + onePort('SIMPLE') + strict, 'MESH2111')).toEqual([
      `MESH2111 orders ${field}:23`,
    ]);
    expect(
      found(SERVER + onePort('ISTIO_MUTUAL') + strict, 'MESH2111'),
    ).toEqual([]);
    const plainPort = peer(
      '{selector: {matchLabels: {app: orders}}, mtls: {mode: STRICT}, portLevelMtls: {90: {mode: DISABLE}}}',
    );
    expect(
      found(SERVER + onePort('ISTIO_MUTUAL') + plainPort, 'MESH2111'),
    ).toEqual([`MESH2111 orders ${field}:23`]);
  });

  it('finds mTLS to pods without a proxy, and not by an overridden rule', () => {
    const mutual = rule(
      '{host: orders, trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}}',
    );
    expect(found(PLAIN + CALLER + mutual, 'MESH2111')).toHaveLength(1);
    // Nobody there could call.
    expect(found(PLAIN + mutual, 'MESH2111')).toEqual([]);
    const wide = mutual.replace(
      'host: orders',
      'host: "*.shop.svc.cluster.local"',
    );
    const exact = rule('{host: orders}').replace('name: orders', 'name: exact');
    expect(found(PLAIN + CALLER + wide, 'MESH2111')).toHaveLength(1);
    expect(found(PLAIN + CALLER + wide + exact, 'MESH2111')).toEqual([]);
  });
});

describe('limits along a call path', () => {
  const path = (outer: string, inner: string) => `${SERVER}
apiVersion: v1
kind: Service
metadata: {name: stock, namespace: shop}
spec: {selector: {app: stock}, ports: [{name: http, port: 80}]}
---
apiVersion: ${ISTIO}
kind: Sidecar
metadata: {name: orders, namespace: shop}
spec:
  workloadSelector: {labels: {app: orders}}
  egress: [{hosts: [./stock.shop.svc.cluster.local]}]
---
apiVersion: ${ISTIO}
kind: VirtualService
metadata: {name: orders, namespace: shop}
spec:
  hosts: [orders]
  http: [{${outer}, route: [{destination: {host: orders, port: {number: 80}}}]}]
---
apiVersion: ${ISTIO}
kind: VirtualService
metadata: {name: stock, namespace: shop}
spec:
  hosts: [stock]
  http: [{${inner}, route: [{destination: {host: stock}}]}]
`;
  const CODES = ['MESH2018', 'MESH2019', 'MESH2020'];

  it('finds a call that outlives its caller', () => {
    expect(found(path('timeout: 2s', 'timeout: 1m'), ...CODES)).toEqual([
      expect.stringContaining('MESH2019 stock spec.http[0].timeout'),
    ]);
    expect(found(path('timeout: 60s', 'timeout: 1m'), ...CODES)).toEqual([]);
    expect(found(path('timeout: 2s', 'timeout: 0s'), ...CODES)).toEqual([]);
  });

  it('finds retries that multiply, and those that never fit', () => {
    const tries = 'retries: {attempts: 3}';
    expect(found(path(tries, tries), ...CODES)).toEqual([
      expect.stringContaining('MESH2020 stock spec.http[0].retries.attempts'),
    ]);
    expect(
      found(
        path(
          'timeout: 2s, retries: {attempts: 2, perTryTimeout: 2s}',
          'timeout: 1s, retries: {attempts: 2, perTryTimeout: 400ms}',
        ),
        ...CODES,
      ),
    ).toEqual([
      expect.stringContaining(
        'MESH2018 orders spec.http[0].retries.perTryTimeout',
      ),
    ]);
  });
});

describe('subsets', () => {
  const subsets = rule(
    '{host: orders, subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]}',
  );
  const route = `
apiVersion: ${ISTIO}
kind: VirtualService
metadata: {name: orders, namespace: shop}
spec: {hosts: [orders], http: [{route: [{destination: {host: orders, subset: v2}}]}]}
---
`;
  const rollout = `
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: orders, namespace: shop}
spec:
  strategy: {canary: {trafficRouting: {istio: {destinationRule: {name: orders, stableSubsetName: v1, canarySubsetName: v2}}}}}
---
`;
  const CODES = ['MESH2102', 'MESH2110'];

  it('says which are empty and which nobody routes to, each once', () => {
    expect(found(SERVER + subsets, ...CODES)).toEqual([
      expect.stringContaining('MESH2102 orders spec.subsets[1].labels'),
      expect.stringContaining('MESH2110 orders spec.subsets[0]'),
    ]);
    const severities = (yaml: string) =>
      meshOf(yaml)
        .check()
        .filter(({ code }) => code === 'MESH2102')
        .map(({ severity }) => severity);
    expect(severities(SERVER + subsets)).toEqual(['info']);
    expect(severities(SERVER + subsets + route)).toEqual(['error']);
    expect(found(SERVER + subsets + rollout, 'MESH2110')).toEqual([]);
  });
});

describe('Argo CD', () => {
  const ignoring = (what: string) =>
    found(
      `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: shop, namespace: argocd}
spec: {ignoreDifferences: [{group: networking.istio.io, kind: VirtualService, ${what}}]}
`,
      'MESH2701',
    ).length;

  it('may ignore weights, and no routes', () => {
    const wide = [
      'jsonPointers: [/spec/http]',
      'jsonPointers: [/spec/http/0]',
      'jsonPointers: [/spec/http/0/route]',
      'jqPathExpressions: ["."  , .spec.http]',
      'jqPathExpressions: [".spec.http[]"]',
      'jqPathExpressions: [".spec.http[].route"]',
      'jqPathExpressions: [".spec.http[] | select(.name == \\"a\\")"]',
      'managedFieldsManagers: [rollouts-controller]',
    ];
    const narrow = [
      'jsonPointers: [/spec/http/0/route/0/weight]',
      'jqPathExpressions: [".spec.http[].route[].weight"]',
      'jqPathExpressions: [".metadata.annotations"]',
      'jsonPointers: [/metadata/labels]',
    ];
    expect(wide.map(ignoring)).toEqual(wide.map(() => 1));
    expect(narrow.map(ignoring)).toEqual(narrow.map(() => 0));
  });

  it('is read for all Applications too', () => {
    const config = (path: string) => `
apiVersion: v1
kind: ConfigMap
metadata: {name: argocd-cm, namespace: argocd}
data:
  resource.customizations.ignoreDifferences.networking.istio.io_VirtualService: |
    jqPathExpressions: ["${path}"]
`;
    expect(found(config('.spec.http'), 'MESH2701')).toHaveLength(1);
    expect(found(config('.spec.http[].route[].weight'), 'MESH2701')).toEqual(
      [],
    );
  });
});

describe('hosts', () => {
  it('are completed as Istio does, and no further', () => {
    const to = (host: string) =>
      found(
        `${SERVER}
apiVersion: ${ISTIO}
kind: VirtualService
metadata: {name: orders, namespace: shop}
spec: {hosts: [orders], http: [{route: [{destination: {host: ${host}, port: {number: 80}}}]}]}
`,
        'MESH2001',
      ).length;
    expect(
      ['orders', 'ORDERS', 'orders.shop.svc.cluster.local'].map(to),
    ).toEqual([0, 0, 0]);
    expect(['orders.shop', 'orders.shop.svc', 'order'].map(to)).toEqual([
      1, 1, 1,
    ]);
  });
});
