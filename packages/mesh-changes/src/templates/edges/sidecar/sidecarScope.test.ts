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
} from '../../security/__testUtils__/planning';
import type { PlanContext } from '../../types';
import { sidecarScope } from './sidecarScope';

const orders = { namespace: 'ecotrack', workload: 'order-service-v1' };
const product = { namespace: 'ecotrack', service: 'product-service' };
const payment = { namespace: 'ecotrack', service: 'payment-service' };

const outcomeOf = (
  { mesh }: PlanContext,
  caller: string,
  host: string,
  port = 8080,
) =>
  mesh.route({
    from: mesh.workload('ecotrack', caller)!,
    host,
    port,
    protocol: 'http',
    path: '/',
    method: 'GET',
  }).outcome;

describe('sidecar-scope', () => {
  it.each([
    [
      PRODUCTION,
      { ...orders, dependencies: [payment, { namespace: 'data' }] },
      'order-service',
    ],
    [
      STAGING,
      {
        namespace: 'ecotrack',
        dependencies: [
          { namespace: 'ecotrack' },
          { namespace: 'istio-system' },
        ],
      },
      'default',
    ],
    [DEV, { ...orders, dependencies: [] }, 'order-service'],
    [
      DEV,
      { namespace: 'ambassador', workload: 'ambassador', dependencies: [] },
      'ambassador',
    ],
    [
      PRODUCTION,
      {
        ...orders,
        dependencies: [
          { namespace: 'istio-system', service: 'api.payments.example.com' },
        ],
      },
      'order-service',
    ],
    [
      'tai',
      {
        namespace: 'tai-system',
        dependencies: [{ namespace: 'tai-system', service: 'governor' }],
      },
      'default',
    ],
    [
      'acgs2',
      {
        namespace: 'acgs-system',
        dependencies: [{ namespace: 'acgs-system' }],
      },
      'default',
    ],
    [
      'acgs2',
      {
        namespace: 'acgs-system',
        workload: 'agent-services',
        dependencies: [{ namespace: '*' }],
      },
      'agent-services',
    ],
  ])('in %s, %j makes Sidecar %s', (folder, parameters, name) => {
    const context = environment(folder);
    expect(faultsOf(sidecarScope, parameters, context)).toEqual([]);
    const plan = sidecarScope.plan(parameters, context);
    expect(changedBy(context, plan)).toEqual([`Sidecar ${name}`]);
    const done = after(context, plan);
    const { dependencies: _listed, ...given } = parameters;
    expect(sidecarScope.current?.(given, done)).toEqual(parameters);
  });

  it('leaves what is listed reachable and nothing else, for that workload alone', () => {
    const context = environment(PRODUCTION);
    const plan = sidecarScope.plan(
      { ...orders, dependencies: [product] },
      context,
    );
    expect(plan.wanted[0].spec).toEqual({
      workloadSelector: { labels: { app: 'order-service' } },
      egress: [{ hosts: ['./product-service.ecotrack.svc.cluster.local'] }],
    });
    expect(plan.notes).toEqual([
      'The list is complete: calls to anything else fail.',
    ]);
    const next = after(context, plan);
    expect([
      outcomeOf(context, 'order-service-v1', 'user-service'),
      outcomeOf(next, 'order-service-v1', 'product-service'),
    ]).toEqual(['route', 'route']);
    expect(
      next.mesh.route({
        from: next.mesh.workload('ambassador', 'ambassador')!,
        host: 'order-service.ecotrack',
        port: 8080,
        protocol: 'http',
        path: '/',
        method: 'GET',
      }).outcome,
    ).toBe('route');
    expect(outcomeOf(next, 'order-service-v1', 'user-service')).not.toBe(
      'route',
    );
  });

  it('keeps the entries that are there, in their order and as they are written', () => {
    const context = environment('acgs2');
    const plan = sidecarScope.plan(
      {
        namespace: 'acgs-system',
        dependencies: [
          { namespace: 'acgs-system', service: 'api.groq.com' },
          { namespace: 'istio-system' },
          { namespace: 'acgs-system' },
        ],
      },
      context,
    );
    expect(plan.wanted[0].spec).toEqual({
      egress: [{ hosts: ['./*', 'istio-system/*', './api.groq.com'] }],
    });
  });

  it('changes nothing with what is there now', () => {
    const context = environment('acgs2');
    const given = { namespace: 'acgs-system' };
    const found = sidecarScope.current?.(given, context);
    expect(found?.dependencies).toHaveLength(2);
    expect(
      changedBy(
        context,
        sidecarScope.plan({ ...given, dependencies: [], ...found }, context),
      ),
    ).toEqual([]);
  });

  it.each([
    [{ namespace: 'shop' }, 'namespace: '],
    [{ workload: 'billing' }, 'workload: '],
    [
      { namespace: 'legacy', workload: 'legacy-batch' },
      'workload: legacy-batch has no sidecar',
    ],
    [
      { dependencies: [payment, { namespace: 'shop' }] },
      'dependencies[1].namespace: ',
    ],
    [
      { dependencies: [{ namespace: 'data', service: 'mysql' }] },
      'dependencies[0].service: Namespace data of this environment has no service or host mysql. There is: kafka,',
    ],
    [
      {
        dependencies: [
          {
            namespace: 'ecotrack',
            service: 'order-service.shop.svc.cluster.local',
          },
        ],
      },
      'dependencies[0].service: ',
    ],
  ])('refuses %j', (wrong, message) => {
    expect(
      refusalOf(() =>
        sidecarScope.plan(
          { ...orders, dependencies: [payment], ...wrong },
          environment(DEV),
        ),
      ),
    ).toContain(message);
  });

  it('its schema refuses what is no name', () => {
    expect(
      problemsOf(sidecarScope, {
        ...orders,
        dependencies: [{ namespace: 'a/b' }, { namespace: 'a', service: '~' }],
      }),
    ).toHaveLength(2);
  });
});
