import { meshOf } from '../__testUtils__/meshOf';
import { deployment } from '../__testUtils__/workloads';
import { portProtocol } from './protocol';

describe('Mesh.services', () => {
  const SERVICES = `
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec:
  selector: { app: web }
  clusterIP: None
  ports:
    - { port: 80, name: http-main, targetPort: main }
    - { port: 81, name: grpc-web-x, targetPort: 9000 }
    - { port: 82, appProtocol: kubernetes.io/h2c }
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: out, namespace: shop }
spec: { hosts: [API.example.com, '*.cdn.example.com'], location: MESH_EXTERNAL, ports: [{ number: 443, name: x, protocol: HTTPS }] }
`;
  const mesh = meshOf(
    deployment('', 'app: web', '').replace(
      'name: main',
      'name: main, ports: [{ name: main, containerPort: 8080 }]',
    ) + SERVICES,
  );

  it('resolves ports, protocols and workloads', () => {
    expect(mesh.service('shop', 'web')).toMatchObject({
      kind: 'service',
      headless: true,
      host: 'web.shop.svc.cluster.local',
      workloads: [{ name: 'web' }],
      ports: [
        { number: 80, targetPort: 8080, targetName: 'main', protocol: 'http' },
        { number: 81, targetPort: 9000, protocol: 'grpc-web' },
        { number: 82, targetPort: 82, protocol: 'http2' },
      ],
    });
    expect(mesh.servicesOf(mesh.workloads[0])).toMatchObject([{ name: 'web' }]);
  });

  it.each([
    ['web', 'shop', 'web'],
    ['WEB', 'shop', 'web'],
    ['web', 'other', undefined],
    ['web.shop', undefined, 'web'],
    ['web.shop.svc', undefined, 'web'],
    ['web.shop.svc', 'other', undefined],
    ['web.shop', 'other', undefined],
    ['web.shop.svc.cluster.local', undefined, 'web'],
    ['api.example.com', 'any', 'API.example.com'],
    ['eu.cdn.example.com', 'any', '*.cdn.example.com'],
    ['cdn.example.com', 'any', undefined],
    ['', 'shop', undefined],
  ])('finds host %s from %s', (host, from, name) => {
    expect(mesh.serviceByHost(host, from)?.name).toBe(name);
  });

  it.each([
    [{ number: 1, name: 'http' }, 'http'],
    [{ number: 1, name: 'HTTP2-a' }, 'http2'],
    [{ number: 1, name: 'httpx' }, 'auto'],
    [{ number: 1, name: 'http', appProtocol: 'grpc' }, 'grpc'],
    [{ number: 1, name: 'http', appProtocol: 'example.com/own' }, 'auto'],
    [{ number: 1, name: 'http', transport: 'UDP' }, 'udp'],
    [{ number: 1, appProtocol: 'kubernetes.io/ws' }, 'http'],
    [{ number: 3306 }, 'tcp'],
    [{ number: 3306, name: 'mysql' }, 'mysql'],
    [{ number: 8080 }, 'auto'],
  ])('selects the protocol of %j', (port, protocol) => {
    expect(portProtocol(port)).toBe(protocol);
  });

  it('lists the objects that touch a service, and those of others not', () => {
    const object = (
      group: string,
      kind: string,
      name: string,
      spec: string,
      ns = 'shop',
    ) =>
      `\n---\napiVersion: ${group}/v1\nkind: ${kind}\nmetadata: { name: ${name}, namespace: ${ns} }\nspec: ${spec}\n`;
    const touched = meshOf(
      deployment() +
        SERVICES +
        object(
          'networking.istio.io',
          'VirtualService',
          'by-host',
          '{ hosts: [web] }',
        ) +
        object(
          'networking.istio.io',
          'VirtualService',
          'by-route',
          '{ hosts: [shop.example.com], http: [{ route: [{ destination: { host: web } }] }] }',
        ) +
        object(
          'networking.istio.io',
          'VirtualService',
          'foreign',
          '{ hosts: [web] }',
          'other',
        ) +
        object(
          'networking.istio.io',
          'DestinationRule',
          'wide',
          "{ host: '*.shop.svc.cluster.local' }",
        ) +
        object(
          'security.istio.io',
          'AuthorizationPolicy',
          'mine',
          '{ selector: { matchLabels: { app: web } } }',
        ) +
        object(
          'security.istio.io',
          'AuthorizationPolicy',
          'all',
          '{}',
          'istio-system',
        ) +
        object(
          'security.istio.io',
          'AuthorizationPolicy',
          'theirs',
          '{ selector: { matchLabels: { app: api } } }',
        ) +
        object(
          'security.istio.io',
          'AuthorizationPolicy',
          'target',
          '{ targetRefs: [{ kind: Service, group: "", name: web }] }',
        ) +
        object(
          'gateway.networking.k8s.io',
          'HTTPRoute',
          'backend',
          '{ rules: [{ backendRefs: [{ name: web }] }] }',
        ),
    );
    const service = touched.service('shop', 'web');
    expect(
      service &&
        touched.objectsOf(service).map(({ metadata }) => metadata.name),
    ).toEqual([
      'by-host',
      'by-route',
      'backend',
      'wide',
      'all',
      'mine',
      'target',
    ]);
  });
});
