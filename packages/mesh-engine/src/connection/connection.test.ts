import { connect, istio, running, serving } from '../__testUtils__/connections';
import { meshOf } from '../__testUtils__/meshOf';

const SHOP =
  running('shop', 'web') +
  running('shop', 'naked', 'none') +
  serving(
    'shop',
    'web',
    '{ name: http, port: 80, targetPort: 8080 }, { name: https, port: 443, targetPort: 8443 }, { name: tcp, port: 90, targetPort: 9090 }',
  ) +
  serving('shop', 'naked') +
  running('front', 'web-ui') +
  running('front', 'cron', 'none');

const policy = (mode: string, namespace = 'shop', more = '') =>
  istio(
    'PeerAuthentication',
    namespace,
    `p-${mode.toLowerCase()}`,
    `mtls: { mode: ${mode} } ${more}`,
  );

const rule = (
  tls: string,
  host = 'web.shop.svc.cluster.local',
  namespace = 'front',
  more = '',
) =>
  istio(
    'DestinationRule',
    namespace,
    'rule',
    `host: "${host}", trafficPolicy: { tls: { mode: ${tls} } } ${more}`,
  );

const config = (mesh: string) => `
---
apiVersion: v1
kind: ConfigMap
metadata: { name: istio, namespace: istio-system }
data: { mesh: '${mesh}' }
`;

describe('Mesh.connection', () => {
  it.each([
    ['auto mTLS', '', 'mTLS', 'mTLS', 'plaintext'],
    ['STRICT', policy('STRICT'), 'mTLS', 'mTLS', 'refused'],
    ['DISABLE', policy('DISABLE'), 'plaintext', 'plaintext', 'plaintext'],
    [
      'callers told ISTIO_MUTUAL',
      rule('ISTIO_MUTUAL'),
      'mTLS',
      'mTLS',
      'plaintext',
    ],
    [
      'callers told DISABLE',
      rule('DISABLE'),
      'plaintext',
      'plaintext',
      'plaintext',
    ],
    [
      'STRICT, callers told DISABLE',
      policy('STRICT') + rule('DISABLE'),
      'plaintext',
      'refused',
      'refused',
    ],
    [
      'DISABLE, callers told ISTIO_MUTUAL',
      policy('DISABLE') + rule('ISTIO_MUTUAL'),
      'mTLS',
      'broken',
      'plaintext',
    ],
    [
      'STRICT, callers told SIMPLE',
      policy('STRICT') + rule('SIMPLE'),
      'TLS',
      'broken',
      'refused',
    ],
    ['callers told SIMPLE', rule('SIMPLE'), 'TLS', 'broken', 'plaintext'],
    [
      'callers told MUTUAL without certificates',
      policy('STRICT') + rule('MUTUAL'),
      'plaintext',
      'refused',
      'refused',
    ],
  ])('joins both sides: %s', (_, objects, sends, proxied, naked) => {
    const mesh = meshOf(SHOP + objects);
    const answer = connect(mesh, 'front/web-ui', 'shop/web');
    expect([answer.outcome, answer.endpoints[0].sends]).toEqual([
      proxied,
      sends,
    ]);
    expect(connect(mesh, 'front/cron', 'shop/web').outcome).toBe(naked);
    expect(connect(mesh, 'outside', 'shop/web').outcome).toBe(naked);
    expect(answer.because.length).toBeGreaterThan(1);
  });

  it('names the objects that decided, with their places', () => {
    const mesh = meshOf(SHOP + policy('STRICT') + rule('DISABLE'));
    const { because, destinationRules } = connect(
      mesh,
      'front/web-ui',
      'shop/web',
    );
    expect(destinationRules.map(({ name }) => name)).toEqual(['rule']);
    expect(because.map(({ object, field }) => [object?.kind, field])).toEqual([
      ['DestinationRule', 'spec.trafficPolicy.tls.mode'],
      ['PeerAuthentication', 'spec.mtls.mode'],
      ['Service', 'spec.ports'],
      [undefined, undefined],
      [undefined, undefined],
    ]);
    expect(because[0].origin?.file).toBe('mesh.yaml');
  });

  it('sends servers without a proxy plaintext, unless a DestinationRule asks for mTLS', () => {
    expect(connect(meshOf(SHOP), 'front/web-ui', 'shop/naked').outcome).toBe(
      'plaintext',
    );
    const told = meshOf(
      SHOP + rule('ISTIO_MUTUAL', '*.shop.svc.cluster.local'),
    );
    expect(connect(told, 'front/web-ui', 'shop/naked').outcome).toBe('broken');
    const off = meshOf(SHOP + config('enableAutoMtls: false'));
    expect(connect(off, 'front/web-ui', 'shop/web').outcome).toBe('plaintext');
  });

  it("tells the application's own TLS from that of the mesh", () => {
    const mesh = meshOf(SHOP + policy('PERMISSIVE'));
    expect(connect(mesh, 'front/cron', 'shop/web', 443).outcome).toBe('TLS');
    expect(connect(mesh, 'front/web-ui', 'shop/web', 443).outcome).toBe('mTLS');
    const strict = meshOf(SHOP + policy('STRICT'));
    expect(connect(strict, 'front/cron', 'shop/web', 443).outcome).toBe(
      'refused',
    );
  });

  it('follows policies of single ports on both sides', () => {
    const mesh = meshOf(
      SHOP +
        policy(
          'STRICT',
          'shop',
          ', selector: { matchLabels: { app: web } }, portLevelMtls: { 9090: { mode: DISABLE }, 7000: { mode: PERMISSIVE } }',
        ) +
        istio(
          'DestinationRule',
          'front',
          'ports',
          `host: web.shop.svc.cluster.local, trafficPolicy: { tls: { mode: DISABLE }, portLevelSettings: [{ port: { number: 80 }, connectionPool: { tcp: { maxConnections: 1 } } }] }`,
        ),
    );
    const web = mesh.workload('shop', 'web')!;
    expect(connect(mesh, 'front/web-ui', 'shop/web', 80).outcome).toBe('mTLS');
    expect(connect(mesh, 'front/web-ui', 'shop/web', 443).outcome).toBe(
      'refused',
    );
    expect(connect(mesh, 'front/web-ui', 'shop/web', 90).outcome).toBe(
      'plaintext',
    );
    expect(mesh.connection('outside', web, 7000).outcome).toBe('plaintext');
    expect(mesh.connection('outside', web, 7001).outcome).toBe('refused');
    expect(connect(mesh, 'front/web-ui', 'shop/web', 1).outcome).toBe(
      'refused',
    );
  });

  it('follows the subset that the route names', () => {
    const told = istio(
      'DestinationRule',
      'shop',
      'web',
      'host: web, subsets: [{ name: plain, labels: { app: web }, trafficPolicy: { tls: { mode: DISABLE } } }]',
    );
    const mesh = meshOf(SHOP + told);
    const at = (subset?: string) =>
      connect(mesh, 'front/web-ui', 'shop/web', 80, subset);
    expect(at().outcome).toBe('mTLS');
    expect(at('plain').outcome).toBe('plaintext');
    expect(at('absent')).toMatchObject({
      outcome: 'broken',
      because: [{ field: 'spec.subsets' }, {}],
    });
  });

  it('asks the Sidecar of the caller what it knows', () => {
    const scope = (more = '') =>
      istio(
        'Sidecar',
        'front',
        'default',
        `egress: [{ hosts: ["./*"] }] ${more}`,
      );
    expect(
      connect(meshOf(SHOP + scope()), 'front/web-ui', 'shop/web').outcome,
    ).toBe('plaintext');
    expect(
      connect(
        meshOf(SHOP + scope() + policy('STRICT')),
        'front/web-ui',
        'shop/web',
      ).outcome,
    ).toBe('refused');
    const closed = connect(
      meshOf(SHOP + scope(', outboundTrafficPolicy: { mode: REGISTRY_ONLY }')),
      'front/web-ui',
      'shop/web',
    );
    expect(closed.outcome).toBe('refused');
    expect(closed.because[0].object?.kind).toBe('Sidecar');
    const routed = istio(
      'VirtualService',
      'front',
      'shop',
      'hosts: [shop.example], http: [{ route: [{ destination: { host: web.shop.svc.cluster.local } }] }]',
    );
    expect(
      connect(meshOf(SHOP + scope() + routed), 'front/web-ui', 'shop/web')
        .outcome,
    ).toBe('mTLS');
  });

  it('treats all endpoints alike where addresses are kept', () => {
    const pods =
      running('shop', 'db') +
      running('shop', 'db-old', 'none', { labels: 'app: db' });
    const headless = serving(
      'shop',
      'db',
      '{ name: tcp, port: 80, targetPort: 8080 }',
      ', clusterIP: None',
    );
    const old = pods.replace('app: db-old, ', '');
    const mesh = meshOf(SHOP + old + headless + policy('STRICT'));
    expect(
      connect(mesh, 'front/web-ui', 'shop/db')
        .endpoints.map(({ outcome }) => outcome)
        .sort(),
    ).toEqual(['plaintext', 'refused']);
    const all = meshOf(
      SHOP + running('shop', 'db') + headless + policy('STRICT'),
    );
    expect(connect(all, 'front/web-ui', 'shop/db').outcome).toBe('mTLS');
    const usual = meshOf(SHOP + old + serving('shop', 'db') + policy('STRICT'));
    expect(
      connect(usual, 'front/web-ui', 'shop/db')
        .endpoints.map(({ outcome }) => outcome)
        .sort(),
    ).toEqual(['mTLS', 'plaintext']);
  });

  it('never uses auto mTLS outside the mesh', () => {
    const entry = (port: string) =>
      istio(
        'ServiceEntry',
        'front',
        'api',
        `hosts: [api.example.com], resolution: DNS, location: MESH_EXTERNAL, ports: [${port}]`,
      );
    const at = (objects: string, caller = 'front/web-ui') =>
      connect(meshOf(SHOP + objects), caller, 'front/api.example.com', 443);
    expect(
      at(entry('{ number: 443, name: http, protocol: HTTP }')).outcome,
    ).toBe('plaintext');
    expect(
      at(entry('{ number: 443, name: https, protocol: HTTPS }')).outcome,
    ).toBe('TLS');
    expect(
      at(
        entry('{ number: 443, name: http, protocol: HTTP }') +
          rule('SIMPLE', 'api.example.com'),
      ).outcome,
    ).toBe('TLS');
    expect(
      at(
        entry('{ number: 443, name: http, protocol: HTTP }') +
          rule('SIMPLE', 'api.example.com'),
        'front/cron',
      ).outcome,
    ).toBe('plaintext');
    const mutual = at(
      entry('{ number: 443, name: http, protocol: HTTP }') +
        rule('ISTIO_MUTUAL', 'api.example.com'),
    );
    expect([mutual.outcome, mutual.dependsOn]).toEqual([
      'unknown',
      ['whether api.example.com trusts the mesh'],
    ]);
  });

  it('drops credentials that a sidecar must not have', () => {
    const told = (more = '') =>
      istio(
        'DestinationRule',
        'front',
        'rule',
        `host: web.shop.svc.cluster.local, trafficPolicy: { tls: { mode: SIMPLE, credentialName: ca } } ${more}`,
      );
    expect(
      connect(meshOf(SHOP + told()), 'front/web-ui', 'shop/web', 90)
        .endpoints[0].sends,
    ).toBe('plaintext');
    expect(
      connect(
        meshOf(
          SHOP + told(', workloadSelector: { matchLabels: { app: web-ui } }'),
        ),
        'front/web-ui',
        'shop/web',
        90,
      ).endpoints[0].sends,
    ).toBe('TLS');
  });

  it('knows ports that the proxies never see', () => {
    const mesh = meshOf(
      SHOP +
        policy('STRICT') +
        running('shop', 'out', 'sidecar', {
          annotations: 'traffic.sidecar.istio.io/excludeInboundPorts: "8080"',
        }) +
        serving('shop', 'out') +
        running('front', 'direct', 'sidecar', {
          annotations: 'traffic.sidecar.istio.io/excludeOutboundPorts: "80"',
        }),
    );
    expect(connect(mesh, 'front/web-ui', 'shop/out').outcome).toBe('broken');
    expect(connect(mesh, 'front/cron', 'shop/out').outcome).toBe('plaintext');
    expect(connect(mesh, 'front/direct', 'shop/web').outcome).toBe('refused');
    const out = mesh.workload('shop', 'out')!;
    expect(mesh.mtls(out, 8080).effective).toBe('plaintext');
    expect(mesh.mtls(out, 8081).effective).toBe('strict');
  });
});
