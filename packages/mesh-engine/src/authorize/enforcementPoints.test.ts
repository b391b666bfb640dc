import { get, policy, workload } from '../__testUtils__/authorize';
import { meshOf } from '../__testUtils__/meshOf';
import { deployment, namespace, owner, pod } from '../__testUtils__/workloads';
import type { AuthorizeRequest } from './types';

describe('proxies on the way', () => {
  const ambient = `
${namespace(
  'shop',
  'istio.io/dataplane-mode: ambient, istio.io/use-waypoint: way',
)}
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ name: http, port: 80, targetPort: 8080 }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: way, namespace: shop }
spec: { gatewayClassName: istio-waypoint, listeners: [{ name: mesh, port: 15008, protocol: HBONE }] }
${deployment('', 'app: web')}
---
apiVersion: v1
kind: Pod
metadata:
  name: web-1
  namespace: shop
  labels: { app: web }
  annotations: { ambient.istio.io/redirection: enabled }
  ownerReferences: [${owner('Deployment', 'web')}]
spec: { containers: [{ name: main }], serviceAccountName: web }
`;
  const service = { kind: 'Service' as const, namespace: 'shop', name: 'web' };
  const through = (text: string, change: Partial<AuthorizeRequest> = {}) => {
    const mesh = meshOf(text);
    return mesh.authorize({
      ...get,
      destination: { workload: workload(mesh), service, port: 8080 },
      ...change,
    });
  };
  const forService = (spec: string) =>
    policy(`targetRefs: [{ kind: Service, group: '', name: web }], ${spec}`);

  it('a waypoint asks the policies of its service', () => {
    const denial = forService(
      'action: DENY, rules: [{ to: [{ operation: { methods: [GET] } }] }]',
    );
    expect(through(ambient + denial).decision).toBe('deny');
    expect(
      through(ambient + denial, { http: { ...get.http, method: 'POST' } })
        .decision,
    ).toBe('allow');
  });

  it('a waypoint is passed by any service that leads to the port', () => {
    const denial = forService('action: DENY, rules: [{}]');
    const decision = (asked: typeof service | null | undefined) => {
      const mesh = meshOf(ambient + denial);
      return mesh.authorize({
        ...get,
        destination: { workload: workload(mesh), port: 8080, service: asked },
      }).decision;
    };
    expect([service, undefined, null].map(decision)).toEqual([
      'deny',
      'deny',
      'allow',
    ]);
  });

  it('a waypoint is not passed by who is outside the mesh', () => {
    const denial = forService('action: DENY, rules: [{}]');
    const outside = { source: { principal: null } };
    expect(through(ambient + denial, outside).decision).toBe('allow');
  });

  it('a missing waypoint is depended on', () => {
    const missing = ambient.replace('name: way,', 'name: other,');
    expect(through(missing).dependsOn).toEqual(['Gateway/shop/way']);
  });

  it('ztunnel sees the identity of the waypoint, and no HTTP', () => {
    const onlyWaypoint = policy(
      'selector: { matchLabels: { app: web } }, rules: [{ from: [{ source: { principals: ["cluster.local/ns/shop/sa/way"] } }] }]',
    );
    const http = policy(
      'selector: { matchLabels: { app: web } }, rules: [{ to: [{ operation: { methods: [GET] } }] }]',
    );
    expect(through(ambient + onlyWaypoint).decision).toBe('allow');
    expect(through(ambient + http).decision).toBe('deny');
  });

  it('a waypoint goes by the port of the service, ztunnel by that of the pod', () => {
    const denyPort = (port: number) =>
      `action: DENY, rules: [{ to: [{ operation: { ports: ["${port}"] } }] }]`;
    const selected = (port: number) =>
      policy(`selector: { matchLabels: { app: web } }, ${denyPort(port)}`);
    const decisions = [80, 8080].map(port => [
      through(ambient + forService(denyPort(port))).decision,
      through(ambient + selected(port)).decision,
    ]);
    expect(decisions).toEqual([
      ['deny', 'allow'],
      ['allow', 'deny'],
    ]);
  });

  it('ztunnel knows neither server names nor original clients', () => {
    const rule = 'rules: [{ when: [{ key: connection.sni, values: [x] }] }]';
    const selector = 'selector: { matchLabels: { app: web } }';
    expect(through(ambient + policy(`${selector}, ${rule}`)).decision).toBe(
      'deny',
    );
    expect(
      through(ambient + policy(`action: DENY, ${selector}, ${rule}`)).decision,
    ).toBe('deny');
  });

  it('are none beside a workload without one', () => {
    const text = `${deployment()}${pod(
      'web-1',
      owner('Deployment', 'web'),
      'containers: [{ name: main }]',
    )}`;
    const mesh = meshOf(text + policy('rules: []'));
    const destination = { workload: workload(mesh), port: 8080 };
    expect(mesh.authorize({ ...get, destination })).toMatchObject({
      decision: 'allow',
      because: [
        {
          says: 'No proxy stands in front of Deployment web in shop, so its policies are not enforced.',
        },
      ],
    });
  });

  it('beside some pods only make the answer depend on the pod', () => {
    const text = `${deployment()}${pod(
      'web-1',
      owner('Deployment', 'web'),
      'containers: [{ name: main }]',
    )}${pod('web-2', owner('Deployment', 'web'))}`;
    const mesh = meshOf(text + policy('rules: []'));
    const destination = { workload: workload(mesh), port: 8080 };
    expect(mesh.authorize({ ...get, destination })).toMatchObject({
      decision: 'depends',
      dependsOn: ['pod'],
    });
  });

  it('are told from the labels where no pods are known', () => {
    const text =
      namespace('shop', 'istio.io/dataplane-mode: ambient') +
      deployment() +
      policy('rules: [{ to: [{ operation: { methods: [GET] } }] }]');
    const mesh = meshOf(text);
    const destination = { workload: workload(mesh), port: 8080 };
    expect(mesh.authorize({ ...get, destination }).decision).toBe('deny');
  });
});
