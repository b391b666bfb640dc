import { Mesh, type KubeObject } from '@ecotrack/mesh-engine';
import { faultsOf, refusalOf, withObjects } from './__testUtils__/planning';
import { allowCaller } from './allowCaller';
import { denyByDefault } from './denyByDefault';
import { mtlsMode } from './mtls/mtlsMode';
import { requireHeader } from './requireHeader';

const app = (name: string): KubeObject[] => [
  {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name, namespace: 'shop' },
  },
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'shop' },
    spec: { selector: { app: name }, ports: [{ name: 'http', port: 80 }] },
  },
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'shop' },
    spec: {
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: {
          serviceAccountName: name,
          containers: [{ name, image: name, ports: [{ containerPort: 80 }] }],
        },
      },
    },
  },
];

const namespace = (labels: Record<string, string>): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name: 'shop',
    labels: { 'istio.io/dataplane-mode': 'ambient', ...labels },
  },
});

const waypoint: KubeObject = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'Gateway',
  metadata: { name: 'waypoint', namespace: 'shop' },
  spec: {
    gatewayClassName: 'istio-waypoint',
    listeners: [{ name: 'mesh', port: 15008, protocol: 'HBONE' }],
  },
};

const mesh = Mesh.from([namespace({}), ...app('web'), ...app('cart')]);
const bare = { mesh, declared: mesh };
const behindWaypoint = withObjects(
  bare,
  namespace({ 'istio.io/use-waypoint': 'waypoint' }),
  waypoint,
);

const cart = { namespace: 'shop', service: 'cart' };
const callers = [{ namespace: 'shop', serviceAccount: 'web' }];

describe('in ambient mode', () => {
  it('a policy about identities selects the pods', () => {
    expect(faultsOf(allowCaller, { ...cart, callers }, bare)).toEqual([]);
    const [policy] = allowCaller.plan({ ...cart, callers }, bare).wanted;
    expect(policy.spec).toMatchObject({
      selector: { matchLabels: { app: 'cart' } },
    });
  });

  it('a policy about requests is for the service, which the waypoint enforces', () => {
    const parameters = { ...cart, callers, methods: ['GET'] };
    expect(faultsOf(allowCaller, parameters, behindWaypoint)).toEqual([]);
    const [policy] = allowCaller.plan(parameters, behindWaypoint).wanted;
    expect(policy.spec).toEqual({
      targetRefs: [{ group: '', kind: 'Service', name: 'cart' }],
      action: 'ALLOW',
      rules: [
        {
          from: [{ source: { principals: ['cluster.local/ns/shop/sa/web'] } }],
          to: [{ operation: { methods: ['GET'] } }],
        },
      ],
    });
  });

  it.each([
    () => allowCaller.plan({ ...cart, callers, methods: ['GET'] }, bare),
    () => requireHeader.plan({ ...cart, header: 'x-a' }, bare),
  ])('requests are not read without a waypoint: %#', plan => {
    expect(refusalOf(plan)).toContain('in ambient mode without a waypoint');
  });

  it('mTLS cannot be turned off', () => {
    expect(
      refusalOf(() =>
        mtlsMode.plan(
          { namespace: 'shop', workload: 'cart', mode: 'DISABLE' },
          bare,
        ),
      ),
    ).toContain('mode: cart is in ambient mode');
  });
});

describe('a policy on trial', () => {
  it('does not count', () => {
    const context = withObjects(bare, {
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      metadata: {
        name: 'trial',
        namespace: 'shop',
        annotations: { 'istio.io/dry-run': 'true' },
      },
      spec: {},
    });
    const plan = denyByDefault.plan({ namespace: 'shop' }, context);
    expect(plan.wanted.map(({ metadata }) => metadata.name)).toEqual([
      'deny-by-default',
    ]);
    expect(plan.notes).toEqual([
      'Shut to everybody until a caller is allowed: cart, web.',
    ]);
  });
});
