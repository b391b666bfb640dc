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

describe('Mesh.connection, by what stands before the server', () => {
  it('tunnels in ambient, whatever the DestinationRule says', () => {
    const mesh = meshOf(
      SHOP +
        policy('STRICT') +
        policy('STRICT', 'mist') +
        rule('DISABLE', '*.mist.svc.cluster.local') +
        running('mist', 'fog', 'ambient') +
        serving('mist', 'fog') +
        running('shop', 'both', 'sidecar', {
          labels: 'networking.istio.io/tunnel: http',
        }) +
        serving('shop', 'both'),
    );
    expect(connect(mesh, 'front/web-ui', 'mist/fog').outcome).toBe('mTLS');
    expect(connect(mesh, 'front/cron', 'mist/fog').outcome).toBe('refused');
    expect(connect(mesh, 'mist/fog', 'shop/both').outcome).toBe('mTLS');
    expect(connect(mesh, 'mist/fog', 'shop/web').outcome).toBe('refused');
    expect(connect(mesh, 'mist/fog', 'shop/naked').outcome).toBe('plaintext');
  });

  it('goes through the waypoint of the service', () => {
    const waypoint = `
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: way, namespace: mist }
spec: { gatewayClassName: istio-waypoint, listeners: [{ name: mesh, port: 15008, protocol: HBONE }] }
`;
    const named = serving('mist', 'old').replace(
      'name: old,',
      "name: old, labels: { istio.io/use-waypoint: 'way' },",
    );
    const told = istio(
      'DestinationRule',
      'mist',
      'told',
      'host: old.mist.svc.cluster.local, trafficPolicy: { tls: { mode: SIMPLE } }',
    );
    const pods =
      running('mist', 'fog', 'ambient') +
      running('mist', 'old', 'none') +
      running('mist', 'way', 'gateway', {
        labels: 'gateway.networking.k8s.io/gateway-name: way',
      }) +
      serving('mist', 'way', '{ name: mesh, port: 15008 }');
    const bypassing = meshOf(SHOP + pods + serving('mist', 'old') + told);
    expect(connect(bypassing, 'mist/fog', 'mist/old').outcome).toBe(
      'plaintext',
    );
    const mesh = meshOf(SHOP + pods + named + told + waypoint);
    const answer = connect(mesh, 'mist/fog', 'mist/old');
    expect([answer.outcome, answer.because[0].object?.kind]).toEqual([
      'TLS',
      'Gateway',
    ]);
    expect(connect(mesh, 'mist/fog', 'mist/way', 15008).outcome).toBe('mTLS');
    expect(connect(mesh, 'outside', 'mist/way', 15008).outcome).toBe('refused');
    expect(mesh.mtls(mesh.workload('mist', 'way')!).effective).toBe('strict');
  });

  it('asks the Gateways what a gateway takes', () => {
    const mesh = meshOf(
      SHOP +
        running('edge', 'ingress', 'gateway') +
        serving(
          'edge',
          'ingress',
          '{ name: http, port: 80, targetPort: 8080 }, { name: https, port: 443, targetPort: 8443 }, { name: tls, port: 444, targetPort: 8444 }, { name: tcp, port: 99 }',
        ) +
        istio(
          'Gateway',
          'edge',
          'gw',
          `selector: { app: ingress }, servers: [{ port: { number: 80, protocol: HTTP, name: a }, hosts: ["*"] }, { port: { number: 443, protocol: HTTPS, name: b }, hosts: ["*"], tls: { mode: SIMPLE, credentialName: x } }, { port: { number: 444, protocol: TLS, name: c }, hosts: ["*"], tls: { mode: ISTIO_MUTUAL } }]`,
        ),
    );
    const outcomes = [80, 443, 444, 99].map(
      port => connect(mesh, 'outside', 'edge/ingress', port).outcome,
    );
    expect(outcomes).toEqual(['plaintext', 'TLS', 'broken', 'refused']);
    const mutual = meshOf(
      SHOP + running('edge', 'ingress', 'gateway') + policy('STRICT'),
    );
    expect(connect(mutual, 'edge/ingress', 'shop/web').outcome).toBe('mTLS');
  });

  it('does not guess', () => {
    const deployment = (name: string) => `
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: git }
spec: { template: { metadata: { labels: { app: ${name} } }, spec: { containers: [{ name: main }] } } }
`;
    const mesh = meshOf(
      SHOP +
        deployment('a') +
        deployment('b') +
        serving('git', 'b') +
        serving('git', 'nobody'),
    );
    expect(connect(mesh, 'git/a', 'shop/web')).toMatchObject({
      outcome: 'unknown',
      dependsOn: ['whether the caller has a proxy'],
    });
    expect(connect(mesh, 'front/web-ui', 'git/b')).toMatchObject({
      outcome: 'unknown',
    });
    expect(connect(mesh, 'front/web-ui', 'git/nobody')).toMatchObject({
      outcome: 'unknown',
      dependsOn: ['who serves nobody.git.svc.cluster.local'],
    });
  });

  it('asks entries outside of Kubernetes whether they do mTLS', () => {
    const entry = (endpoint: string) =>
      istio(
        'ServiceEntry',
        'vm',
        'vm',
        `hosts: [vm.example], resolution: STATIC, location: MESH_INTERNAL, ports: [{ number: 80, name: http, protocol: HTTP }], endpoints: [{ address: 10.0.0.1 ${endpoint} }]`,
      );
    expect(
      connect(
        meshOf(SHOP + entry(', serviceAccount: vm')),
        'front/web-ui',
        'vm/vm.example',
      ).outcome,
    ).toBe('mTLS');
    expect(
      connect(meshOf(SHOP + entry('')), 'front/web-ui', 'vm/vm.example')
        .outcome,
    ).toBe('plaintext');
  });
});
