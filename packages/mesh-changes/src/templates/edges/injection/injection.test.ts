import {
  after,
  changedBy,
  DEV,
  environment,
  faultsOf,
  PRODUCTION,
  refusalOf,
  STAGING,
  withObjects,
} from '../../security/__testUtils__/planning';
import type { PlanContext } from '../../types';
import { injection } from './injection';

const webhook = (revision: string) => ({
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'MutatingWebhookConfiguration',
  metadata: { name: `istio-${revision}`, labels: { 'istio.io/rev': revision } },
  webhooks: [
    {
      name: 'rev.namespace.sidecar-injector.istio.io',
      namespaceSelector: { matchLabels: { 'istio.io/rev': revision } },
    },
  ],
});

const expectedIn = ({ mesh }: PlanContext) =>
  new Map(
    mesh.workloads.map(({ namespace, name, sidecar }) => [
      `${namespace}/${name}`,
      sidecar.expected,
    ]),
  );

const moved = (before: PlanContext, next: PlanContext) =>
  [...expectedIn(next)]
    .filter(([name, expected]) => expectedIn(before).get(name) !== expected)
    .map(([name, expected]) => `${name} ${expected}`);

describe('injection', () => {
  it.each([
    [
      DEV,
      { namespace: 'legacy', state: 'enabled' },
      ['legacy/legacy-batch true'],
    ],
    [
      DEV,
      { namespace: 'legacy', workload: 'legacy-batch', state: 'enabled' },
      ['legacy/legacy-batch true'],
    ],
    [
      PRODUCTION,
      { namespace: 'ambassador', state: 'disabled' },
      ['ambassador/ambassador false'],
    ],
    [
      STAGING,
      {
        namespace: 'ecotrack',
        workload: 'order-service-v1',
        state: 'disabled',
      },
      ['ecotrack/order-service-v1 false'],
    ],
    [
      'tai',
      { namespace: 'tai-system', workload: 'governor', state: 'disabled' },
      ['tai-system/governor false'],
    ],
    [
      'acgs2',
      { namespace: 'acgs-system', state: 'unset' },
      [
        'acgs-system/constitutional-core false',
        'acgs-system/agent-services false',
        'acgs-system/management-services false',
      ],
    ],
  ] as const)('in %s, %j moves %j', (folder, parameters, changes) => {
    const context = environment(folder);
    const plan = injection.plan(parameters, context);
    const next = after(context, plan);
    expect(moved(context, next)).toEqual(expect.arrayContaining([...changes]));
    expect(
      moved(context, next).filter(
        each => !each.startsWith(parameters.namespace),
      ),
    ).toEqual([]);
    expect(injection.current?.({ ...parameters }, next)).toEqual(parameters);
    expect(changedBy(next, injection.plan(parameters, next))).toEqual([]);
  });

  it.each([
    [DEV, { namespace: 'legacy', state: 'enabled' }],
    [DEV, { namespace: 'legacy', workload: 'legacy-batch', state: 'enabled' }],
    ['maily', { namespace: 'maily-production', state: 'disabled' }],
  ] as const)('keeps %s whole with %j', (folder, parameters) => {
    expect(faultsOf(injection, parameters, environment(folder))).toEqual([]);
  });

  it('lets only one of two labels stay, and says which one counted', () => {
    const { mesh } = environment(DEV);
    const context = withObjects(environment(DEV), webhook('new'), {
      ...mesh.namespaces.get('legacy')!,
      metadata: {
        name: 'legacy',
        labels: {
          team: 'batch',
          'istio-injection': 'disabled',
          'istio.io/rev': 'old',
        },
      },
    });
    const plan = injection.plan(
      { namespace: 'legacy', state: 'enabled', revision: 'new' },
      context,
    );
    expect(plan.wanted[0].metadata.labels).toEqual({
      team: 'batch',
      'istio.io/rev': 'new',
    });
    expect(plan.notes?.[0]).toContain('had both labels');
    expect(moved(context, after(context, plan))).toEqual([
      'legacy/legacy-batch true',
    ]);
  });

  it('says who gets a proxy, and that pods must start again', () => {
    const { notes } = injection.plan(
      { namespace: 'legacy', state: 'enabled' },
      environment(DEV),
    );
    expect(notes?.[0]).toBe('Get a proxy: legacy-batch.');
    expect(notes?.[1]).toContain('restart');
  });

  it.each([
    [PRODUCTION, { namespace: 'ecotrack' }],
    [PRODUCTION, { namespace: 'observability' }],
    [PRODUCTION, { namespace: 'ecotrack', workload: 'order-service-v1' }],
    ['maily', { namespace: 'maily-production' }],
  ])('changes nothing with what is there now: %s %j', (folder, given) => {
    const context = environment(folder);
    const found = {
      state: 'disabled' as const,
      ...given,
      ...injection.current?.(given, context),
    };
    expect(changedBy(context, injection.plan(found, context))).toEqual([]);
  });

  it('asks the injectors that are installed', () => {
    const context = withObjects(environment(DEV), webhook('stable'));
    const asked = { namespace: 'legacy', state: 'enabled' } as const;
    expect(
      refusalOf(() =>
        injection.plan({ ...asked, revision: 'canary' }, context),
      ),
    ).toBe(
      'revision: No installed injector answers to revision canary. There is: stable.',
    );
    expect(
      moved(
        context,
        after(
          context,
          injection.plan({ ...asked, revision: 'stable' }, context),
        ),
      ),
    ).toEqual(['legacy/legacy-batch true']);
  });

  it.each([
    [{ namespace: 'shop' }, 'namespace: '],
    [{ workload: 'billing' }, 'workload: '],
    [{ state: 'disabled', revision: 'x' }, 'revision: A revision goes with'],
  ] as const)('refuses %j', (wrong, message) => {
    expect(
      refusalOf(() =>
        injection.plan(
          { namespace: 'legacy', state: 'enabled', ...wrong },
          environment(DEV),
        ),
      ),
    ).toContain(message);
  });

  it.each([
    [
      { 'istio.io/dataplane-mode': 'ambient' },
      {},
      'state: Namespace legacy is in ambient mode',
    ],
    [
      { 'istio-injection': 'disabled' },
      { workload: 'legacy-batch' },
      'state: Namespace legacy is labelled istio-injection: disabled',
    ],
  ])('refuses labels against each other: %j', (labels, given, message) => {
    const context = withObjects(environment(DEV), {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'legacy', labels: { ...labels } },
    });
    expect(
      refusalOf(() =>
        injection.plan(
          { namespace: 'legacy', state: 'enabled', ...given },
          context,
        ),
      ),
    ).toContain(message);
  });
});
