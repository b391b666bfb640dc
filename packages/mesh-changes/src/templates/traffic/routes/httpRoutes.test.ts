import type { PlanContext } from '../../types';
import {
  ask,
  changedByCurrent,
  prove,
  refusal,
  shares,
  type Given,
} from '../__testUtils__/planned';
import { HTTP_ROUTE, shopContext } from '../__testUtils__/shop';

const CART = { namespace: 'shop', service: 'cart' };

const answer = (context: PlanContext, request?: Parameters<typeof ask>[3]) =>
  ask(context, 'shop', 'cart', request);

describe('a service that an HTTPRoute routes', () => {
  const context = shopContext(HTTP_ROUTE);

  it.each<{
    id: string;
    parameters: Given;
    request?: Parameters<typeof ask>[3];
    then: object;
  }>([
    {
      id: 'canary-step',
      parameters: { version: 'v2', weight: 40 },
      then: { destinations: [{ weight: 60 }, { weight: 40 }] },
    },
    {
      id: 'blue-green-switch',
      parameters: { version: 'cart-v2' },
      then: { destinations: [{ weight: 100, service: { name: 'cart-v2' } }] },
    },
    {
      id: 'header-match',
      parameters: {
        match: { kind: 'header', name: 'x-beta', value: 'on' },
        version: 'v2',
      },
      request: { headers: { 'x-beta': 'on' } },
      then: {
        destinations: [{ weight: 100, service: { name: 'cart-v2' } }],
        actions: { timeout: '3s' },
      },
    },
    {
      id: 'mirror',
      parameters: { version: 'v2', percentage: 30 },
      then: {
        actions: {
          mirrors: [
            { percentage: 30, destination: { service: { name: 'cart-v2' } } },
          ],
        },
      },
    },
    {
      id: 'timeout',
      parameters: { timeout: '7s' },
      then: { actions: { timeout: '7s' } },
    },
    {
      id: 'rewrite',
      parameters: { path: { kind: 'prefix', value: '/old' }, toPath: '/new' },
      request: { path: '/old/7' },
      then: { actions: { rewritten: { path: '/new/7' } } },
    },
    {
      id: 'rewrite',
      parameters: {
        path: { kind: 'exact', value: '/old' },
        toPath: '/new',
        toHost: 'basket',
      },
      request: { path: '/old' },
      then: { actions: { rewritten: { authority: 'basket', path: '/new' } } },
    },
    {
      id: 'redirect',
      parameters: {
        path: { kind: 'exact', value: '/old' },
        toPath: '/new',
        status: 302,
      },
      request: { path: '/old' },
      then: {
        outcome: 'redirect',
        redirect: { uri: '/new', redirectCode: 302 },
      },
    },
    {
      id: 'request-headers',
      parameters: {
        request: { set: [{ name: 'x-team', value: 'shop' }] },
        response: { remove: ['server'] },
      },
      then: {
        actions: {
          headers: {
            request: { set: { 'x-team': 'shop' } },
            response: { remove: ['server'] },
          },
        },
      },
    },
  ])('follows $id', ({ id, parameters, request, then }) => {
    const asked = { ...CART, ...parameters };
    expect(answer(context, request)).not.toMatchObject(then);
    const { next, problems, plan } = prove(id, asked, context);
    expect(problems).toEqual([]);
    expect(plan.wanted.map(({ kind }) => kind)).toEqual(['HTTPRoute']);
    expect(answer(next, request)).toMatchObject(then);
    expect(shares(answer(next, { headers: { 'x-tester': 'true' } }))).toEqual({
      'cart-v2': 100,
    });
    const { match, path } = parameters as Given;
    const read = changedByCurrent(
      id,
      { ...CART, ...(match ? { match } : {}), ...(path ? { path } : {}) },
      next,
    );
    expect(read.parameters).toMatchObject(
      parameters.version === 'cart-v2' ? CART : asked,
    );
    expect(read.changed).toEqual([]);
  });

  it.each(['header-match', 'mirror', 'rewrite', 'redirect'])(
    'is as before when %s is taken away',
    id => {
      const about: Given =
        id === 'header-match'
          ? { match: { kind: 'cookie', name: 'beta' } }
          : id === 'mirror'
          ? {}
          : { path: { kind: 'exact', value: '/old' } };
      const what = ['header-match', 'mirror'].includes(id)
        ? { version: 'v2' }
        : { toPath: '/new' };
      const set = prove(id, { ...CART, ...about, ...what }, context);
      const removed = prove(id, { ...CART, ...about, remove: true }, set.next);
      expect([...set.problems, ...removed.problems]).toEqual([]);
      expect(removed.plan.wanted).toEqual(
        context.mesh.objects('HTTPRoute', 'gateway.networking.k8s.io'),
      );
    },
  );

  it.each([
    {
      id: 'retries',
      parameters: { attempts: 2 },
      field: 'service',
      message:
        'HTTPRoute cart in shop routes cart. The standard HTTPRoute has no retries. Set them by a VirtualService in its place.',
    },
    {
      id: 'fault-injection',
      parameters: { delay: { duration: '1s', percentage: 1 } },
      field: 'service',
      message:
        'HTTPRoute cart in shop routes cart. An HTTPRoute has no faults. A VirtualService has them.',
    },
    {
      id: 'canary-start',
      parameters: { version: 'v3', weight: 5 },
      field: 'version',
      message:
        'The HTTPRoute of cart needs a service that selects only the pods of version v3. There are: v1 (cart-v1), v2 (cart-v2).',
    },
    {
      id: 'timeout',
      parameters: { timeout: '1.5s' },
      field: 'timeout',
      message: 'An HTTPRoute takes no fractions: write 1500ms for 1.5s.',
    },
    {
      id: 'mirror',
      parameters: { version: 'v2', percentage: 0.5 },
      field: 'percentage',
      message: 'An HTTPRoute takes whole percents only.',
    },
  ])('refuses $id with $parameters', ({ id, parameters, field, message }) => {
    expect(refusal(id, { ...CART, ...parameters }, context)).toEqual({
      field,
      message,
    });
  });
});
