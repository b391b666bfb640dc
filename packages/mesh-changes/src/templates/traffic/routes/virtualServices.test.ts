import type { PlanContext } from '../../types';
import { ask, prove, refusal, shares } from '../__testUtils__/planned';
import {
  HTTP_ROUTE,
  shopContext,
  shopOf,
  virtualService,
} from '../__testUtils__/shop';

const CART = { namespace: 'shop', service: 'cart' };

const answer = (context: PlanContext, request?: Parameters<typeof ask>[3]) =>
  ask(context, 'shop', 'cart', request);

describe('the objects that route a service', () => {
  const timeout = { ...CART, timeout: '2s' };
  const plain =
    '{ hosts: [cart], http: [{ route: [{ destination: { host: cart } }] }] }';

  it('changes the rules of delegates in their own objects', () => {
    const context = shopContext(
      virtualService(
        'cart',
        '{ hosts: [cart], http: [{ match: [{ uri: { prefix: /a } }], delegate: { name: cart-a } }, { delegate: { name: cart-rest } }] }',
      ),
      virtualService(
        'cart-a',
        '{ http: [{ route: [{ destination: { host: cart } }] }] }',
      ),
      virtualService(
        'cart-rest',
        '{ http: [{ route: [{ destination: { host: cart } }] }] }',
      ),
    );
    const { plan, next, problems } = prove('timeout', timeout, context);
    expect(problems).toEqual([]);
    expect(plan.wanted.map(({ metadata }) => metadata.name)).toEqual([
      'cart-a',
      'cart-rest',
    ]);
    expect(answer(next, { path: '/a' }).actions?.timeout).toBe('2s');
    expect(answer(next).actions?.timeout).toBe('2s');
  });

  it('knows a service by its full name', () => {
    const context = shopContext(
      virtualService(
        'cart',
        '{ hosts: [cart.shop.svc.cluster.local], http: [{ name: main, route: [{ destination: { host: cart.shop.svc.cluster.local } }] }] }',
      ),
    );
    const { plan, problems } = prove(
      'canary-start',
      { ...CART, version: 'v2', weight: 20, route: 'main' },
      context,
    );
    expect(problems).toEqual([]);
    expect(plan.wanted[0].spec).toHaveProperty('http.0', {
      name: 'main',
      route: [
        {
          destination: { host: 'cart.shop.svc.cluster.local', subset: 'v1' },
          weight: 80,
        },
        {
          destination: { host: 'cart.shop.svc.cluster.local', subset: 'v2' },
          weight: 20,
        },
      ],
    });
  });

  it('splits between services of their own', () => {
    const context = shopContext(
      virtualService(
        'cart',
        '{ hosts: [cart], http: [{ route: [{ destination: { host: cart-v1 }, weight: 90 }, { destination: { host: cart-v2 }, weight: 10 }] }] }',
      ),
    );
    const { plan, next, problems } = prove(
      'canary-step',
      { ...CART, version: 'v2', weight: 30 },
      context,
    );
    expect(problems).toEqual([]);
    expect(plan.wanted).toHaveLength(1);
    expect(shares(answer(next))).toEqual({ 'cart-v1': 70, 'cart-v2': 30 });
  });

  it('keeps copies for others beside a new one', () => {
    const context = shopContext(
      virtualService(
        'cart',
        '{ hosts: [cart], http: [{ route: [{ destination: { host: cart-v1 } }], mirrors: [{ destination: { host: audit } }] }] }',
      ),
    );
    const { next } = prove(
      'mirror',
      { ...CART, version: 'v2', percentage: 5 },
      context,
    );
    expect(answer(next).actions?.mirrors).toMatchObject([
      {
        destination: { host: 'audit.shop.svc.cluster.local' },
        percentage: 100,
      },
      { destination: { subset: 'v2' }, percentage: 5 },
    ]);
  });

  it('keeps more special paths above a new one', () => {
    const context = shopContext(
      virtualService(
        'cart',
        '{ hosts: [cart], http: [{ match: [{ uri: { prefix: /old/special } }], route: [{ destination: { host: cart } }], timeout: 9s }, { route: [{ destination: { host: cart } }] }] }',
      ),
    );
    const { next, problems } = prove(
      'rewrite',
      { ...CART, path: { kind: 'prefix', value: '/old' }, toPath: '/new' },
      context,
    );
    expect(problems).toEqual([]);
    expect(answer(next, { path: '/old/special/1' }).actions?.timeout).toBe(
      '9s',
    );
    expect(answer(next, { path: '/old/1' }).actions?.rewritten).toEqual({
      path: '/new/1',
    });
  });

  it('declares what only the cluster has, without what the API server adds', () => {
    const { mesh } = shopContext(
      `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: cart
  namespace: shop
  uid: 5c0b
  resourceVersion: "7"
  annotations: { kubectl.kubernetes.io/last-applied-configuration: "{}", team: shop }
spec: ${plain}
`,
    );
    const context = { mesh, declared: shopOf() };
    const { wanted, notes } = prove('timeout', timeout, context).plan;
    expect(wanted[0].metadata).toEqual({
      name: 'cart',
      namespace: 'shop',
      annotations: { team: 'shop' },
    });
    expect(notes).toEqual([
      'VirtualService cart in shop is in the cluster but not in the repository, which declares it from now on.',
    ]);
  });

  it('takes another name where its own is taken', () => {
    const context = shopContext(
      virtualService(
        'cart',
        '{ hosts: [cart.example.com], gateways: [edge], http: [{ route: [{ destination: { host: cart } }] }] }',
      ),
    );
    const { plan, next } = prove('timeout', timeout, context);
    expect(plan.wanted[0].metadata.name).toBe('cart-mesh');
    expect(answer(next).actions?.timeout).toBe('2s');
  });

  it.each([
    {
      name: 'two VirtualServices',
      texts: [virtualService('one', plain), virtualService('two', plain)],
      message:
        'VirtualService one in shop and VirtualService two in shop are all for cart, and callers follow only the oldest. Put them into one first.',
    },
    {
      name: 'a VirtualService of many services',
      texts: [
        virtualService(
          'all',
          '{ hosts: ["*.shop.svc.cluster.local"], http: [{ route: [{ destination: { host: cart } }] }] }',
        ),
      ],
      message:
        'VirtualService all in shop is for *.shop.svc.cluster.local, which is more than cart. Give the service a VirtualService of its own first.',
    },
    {
      name: 'a VirtualService and an HTTPRoute',
      texts: [virtualService('cart', plain), HTTP_ROUTE],
      message:
        'VirtualService cart in shop and HTTPRoute cart in shop are both for cart. Remove one of them first.',
    },
    {
      name: 'two HTTPRoutes',
      texts: [
        HTTP_ROUTE,
        HTTP_ROUTE.replace('name: cart, namespace', 'name: more, namespace'),
      ],
      message:
        'HTTPRoute cart in shop and HTTPRoute more in shop are all for cart. Put their rules into one first.',
    },
    {
      name: 'a GRPCRoute',
      texts: [HTTP_ROUTE.replace('HTTPRoute', 'GRPCRoute')],
      message:
        'GRPCRoute cart in shop routes cart. Changes of a GRPCRoute are made by hand.',
    },
    {
      name: 'what an operator makes',
      texts: [
        virtualService('cart', plain).replace(
          'namespace: shop }',
          'namespace: shop, ownerReferences: [{ apiVersion: x/v1, kind: Shop, name: main, uid: "1", controller: true }] }',
        ),
      ],
      message:
        'Shop main makes VirtualService cart in shop and takes back what others change. Change Shop main instead.',
    },
    {
      name: 'what the schema refuses',
      texts: [
        virtualService('cart', plain.replace('route:', 'timout: 3s, route:')),
      ],
      message: expect.stringMatching(
        /^VirtualService cart in shop is not valid: spec.http\[0\].timout: .* Mend it first.$/,
      ),
    },
  ])('refuses $name', ({ texts, message }) => {
    expect(refusal('timeout', timeout, shopContext(...texts))).toEqual({
      field: 'service',
      message,
    });
  });
});
