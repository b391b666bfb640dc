import type { Mesh } from '@ecotrack/mesh-engine';
import {
  after,
  changedBy,
  DEV,
  environment,
  faultsOf,
  problemsOf,
  PRODUCTION,
  refusalOf,
  STAGING,
} from './__testUtils__/planning';
import { requireHeader } from './requireHeader';

const orders = { namespace: 'ecotrack', service: 'order-service' };
const core = { namespace: 'acgs-system', service: 'constitutional-core' };

const decide = (mesh: Mesh, headers: Record<string, string>, method = 'GET') =>
  mesh.authorize({
    source: {
      mtls: true,
      principal: 'cluster.local/ns/istio-system/sa/istio-ingressgateway',
    },
    destination: {
      workload: mesh.workload('ecotrack', 'order-service-v1'),
      port: 8080,
    },
    protocol: 'http',
    http: { method, path: '/orders', headers },
  }).decision;

describe('require-header', () => {
  it.each([
    [PRODUCTION, { ...orders, header: 'x-tenant' }],
    [STAGING, { ...orders, header: 'x-tenant', values: ['a-*', '*-eu'] }],
    [
      DEV,
      { ...orders, header: 'x-tenant', methods: ['POST'], paths: ['/orders'] },
    ],
    [
      'tai',
      { namespace: 'tai-system', service: 'governor', header: 'x-tenant' },
    ],
    [
      'maily',
      {
        namespace: 'maily-production',
        service: 'ai-service',
        header: 'x-tenant',
      },
    ],
    ['acgs2', { ...core, header: 'constitutional-hash', values: ['0f'] }],
  ])('keeps %s whole with %j', (folder, parameters) => {
    expect(faultsOf(requireHeader, parameters, environment(folder))).toEqual(
      [],
    );
  });

  it('refuses requests without the header, or with another value', () => {
    const context = environment(PRODUCTION);
    const plan = requireHeader.plan(
      { ...orders, header: 'X-Tenant', values: ['a-*'], methods: ['GET'] },
      context,
    );
    expect(changedBy(context, plan)).toEqual([
      'AuthorizationPolicy order-service-header',
    ]);
    const { mesh } = after(context, plan);
    expect([
      decide(context.mesh, {}),
      decide(mesh, {}),
      decide(mesh, { 'x-tenant': 'b-1' }),
      decide(mesh, { 'x-tenant': 'a-1' }),
      decide(mesh, {}, 'POST'),
    ]).toEqual(['allow', 'deny', 'deny', 'allow', 'allow']);
  });

  it('takes any value where none is listed, and asks for several headers', () => {
    const context = environment(PRODUCTION);
    const one = after(
      context,
      requireHeader.plan({ ...orders, header: 'x-a' }, context),
    );
    const plan = requireHeader.plan({ ...orders, header: 'x-b' }, one);
    expect(changedBy(one, plan)).toEqual([
      'AuthorizationPolicy order-service-header',
    ]);
    const { mesh } = after(one, plan);
    expect([
      decide(mesh, { 'x-a': '1' }),
      decide(mesh, { 'x-b': '1' }),
      decide(mesh, { 'x-a': '1', 'x-b': '1' }),
    ]).toEqual(['deny', 'deny', 'allow']);
  });

  it('changes the values where the list of callers asks for the header', () => {
    const context = environment('acgs2');
    const plan = requireHeader.plan(
      { ...core, header: 'Constitutional-Hash', values: ['0f', '1f'] },
      context,
    );
    expect(changedBy(context, plan)).toEqual([
      'AuthorizationPolicy constitutional-core',
    ]);
    expect(plan.wanted[0].spec).toMatchObject({
      rules: [
        {
          when: [
            {
              key: 'request.headers[constitutional-hash]',
              values: ['0f', '1f'],
            },
          ],
        },
      ],
    });
  });

  it('changes nothing with what is there now', () => {
    const acgs = environment('acgs2');
    const found = requireHeader.current?.(core, acgs);
    expect(found).toEqual({
      ...core,
      header: 'constitutional-hash',
      values: ['cdd01ef066bc6cf2'],
    });
    expect(
      changedBy(
        acgs,
        requireHeader.plan({ ...core, header: '', ...found }, acgs),
      ),
    ).toEqual([]);

    const asked = { ...orders, header: 'x-tenant', paths: ['/orders'] };
    const context = environment(PRODUCTION);
    const done = after(context, requireHeader.plan(asked, context));
    expect(requireHeader.current?.(orders, done)).toEqual(asked);
    expect(changedBy(done, requireHeader.plan(asked, done))).toEqual([]);
  });

  it.each([
    [{ header: 'x tenant' }, 'header'],
    [{ header: 'x]: [y' }, 'header'],
    [{ values: ['a\nb'] }, 'values[0]'],
    [{ paths: ['orders'] }, 'paths[0]'],
    [{ paths: ['/a*b'] }, 'paths[0]'],
    [{ paths: ['/a?b'] }, 'paths[0]'],
    [{ service: '../order' }, 'service'],
  ])('its schema refuses %j', (wrong, problem) => {
    expect(
      problemsOf(requireHeader, {
        ...orders,
        header: 'x-tenant',
        ...wrong,
      }),
    ).toEqual([problem]);
  });

  it.each([
    [{ header: 'Host' }, 'header: The host of a request is no header'],
    [
      { namespace: 'data', service: 'kafka' },
      'header: Service kafka has no port that carries HTTP',
    ],
  ])('refuses %j', (wrong, message) => {
    expect(
      refusalOf(() =>
        requireHeader.plan(
          { ...orders, header: 'x-tenant', ...wrong },
          environment(PRODUCTION),
        ),
      ),
    ).toContain(message);
  });
});
