import type { KubeObject } from '@ecotrack/mesh-engine';
import { having, prove, refusal } from '../__testUtils__/planned';
import { HTTP_ROUTE, shopContext, virtualService } from '../__testUtils__/shop';

const CART = { namespace: 'shop', service: 'cart' };

const ROUTES = virtualService(
  'cart',
  '{ hosts: [cart], http: [{ name: main, route: [{ destination: { host: cart-v1 }, weight: 90 }, { destination: { host: cart-v2 }, weight: 10 }] }, { name: copy, match: [{ uri: { prefix: /c } }], route: [{ destination: { host: cart } }] }] }',
);

const rollout = (trafficRouting: object): KubeObject => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Rollout',
  metadata: { name: 'cart', namespace: 'shop' },
  spec: { strategy: { canary: { trafficRouting } } },
});

const canary = (provider: string, name: string): KubeObject => ({
  apiVersion: 'flagger.app/v1beta1',
  kind: 'Canary',
  metadata: { name: 'cart', namespace: 'shop' },
  spec: { provider, targetRef: { kind: 'Deployment', name } },
});

const rule = (name: string, namespace: string): KubeObject => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'DestinationRule',
  metadata: { name, namespace },
  spec: {
    host: 'cart.shop.svc.cluster.local',
    subsets: [
      {
        name: 'v1',
        labels: { version: 'v1' },
        trafficPolicy: { outlierDetection: { consecutive5xxErrors: 9 } },
      },
    ],
  },
});

const STEP = { ...CART, version: 'v2', weight: 30 };
const SETS = 'sets the weights of';

describe('what a controller writes', () => {
  it.each([
    {
      name: 'one of several VirtualServices',
      routing: {
        istio: { virtualServices: [{ name: 'x' }, { name: 'cart' }] },
      },
      routes: ROUTES,
      object: 'VirtualService cart in shop',
    },
    {
      name: 'a VirtualService named with its namespace',
      routing: { istio: { virtualService: { name: 'cart.shop' } } },
      routes: ROUTES,
      object: 'VirtualService cart in shop',
    },
    {
      name: 'an HTTPRoute',
      routing: {
        plugins: { 'argoproj-labs/gatewayAPI': { httpRoute: 'cart' } },
      },
      routes: HTTP_ROUTE,
      object: 'HTTPRoute cart in shop',
    },
  ])('is not weighed by hand: $name', ({ routing, routes, object }) => {
    const context = having(shopContext(routes), rollout(routing));
    expect(refusal('canary-step', STEP, context)).toEqual({
      field: 'service',
      message: `Rollout cart in shop ${SETS} ${object}. Change the Rollout instead.`,
    });
    const { problems } = prove('timeout', { ...CART, timeout: '2s' }, context);
    expect(problems).toEqual([]);
  });

  it('is not changed where a Rollout adds the rule', () => {
    const context = having(
      shopContext(ROUTES),
      rollout({
        istio: { virtualService: { name: 'cart' } },
        managedRoutes: [{ name: 'copy' }],
      }),
    );
    expect(
      refusal('timeout', { ...CART, timeout: '2s', route: 'copy' }, context),
    ).toEqual({
      field: 'service',
      message:
        'Rollout cart in shop adds and removes rule copy of VirtualService cart in shop. Change the Rollout instead.',
    });
    expect(
      refusal('timeout', { ...CART, timeout: '2s', route: 'main' }, context),
    ).toBeUndefined();
  });

  it.each([
    ['istio', 'cart', true],
    ['gatewayapi:v1', 'cart', true],
    ['', 'cart', true],
    ['kubernetes', 'cart', false],
    ['istio', 'basket', false],
  ])('is told by the Canary: %s of %s', (provider, name, isRefused) => {
    const context = having(shopContext(ROUTES), canary(provider, name));
    expect(refusal('canary-step', STEP, context) !== undefined).toBe(isRefused);
  });
});

describe('the DestinationRule of a service', () => {
  const asked = { ...CART, consecutive5xxErrors: 5 };

  it('is one', () => {
    const context = having(shopContext(), rule('a', 'shop'), rule('b', 'shop'));
    expect(refusal('outlier-detection', asked, context)).toEqual({
      field: 'service',
      message:
        'DestinationRule a in shop and DestinationRule b in shop are all for cart, and of each setting only one counts. Put them into one first.',
    });
  });

  it('leaves those of callers and of subsets as they are', () => {
    const context = having(
      shopContext(),
      rule('a', 'shop'),
      rule('b', 'other'),
    );
    expect(prove('outlier-detection', asked, context).plan.notes).toEqual([
      'DestinationRule b in other counts instead for callers of its namespace and stays as it is.',
      'DestinationRule a in shop has a setting of its own for subset v1, which stays as it is.',
    ]);
  });
});
