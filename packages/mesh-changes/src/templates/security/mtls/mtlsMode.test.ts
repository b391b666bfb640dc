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
} from '../__testUtils__/planning';
import { mtlsMode } from './mtlsMode';

const workload = { namespace: 'ecotrack', workload: 'order-service-v1' };

describe('mtls-mode', () => {
  it.each([
    [PRODUCTION, { mode: 'STRICT' }, 'PeerAuthentication default'],
    [
      STAGING,
      { namespace: 'ambassador', mode: 'STRICT' },
      'PeerAuthentication default',
    ],
    [
      DEV,
      { namespace: 'ecotrack', mode: 'STRICT' },
      'PeerAuthentication default',
    ],
    [DEV, { namespace: 'data', mode: 'UNSET' }, 'PeerAuthentication default'],
    [
      PRODUCTION,
      { ...workload, mode: 'PERMISSIVE' },
      'PeerAuthentication order-service-v1',
    ],
    [
      PRODUCTION,
      { ...workload, port: 8081, mode: 'DISABLE' },
      'PeerAuthentication order-service-v1',
    ],
    [
      PRODUCTION,
      {
        namespace: 'ambassador',
        workload: 'ambassador',
        port: 8443,
        mode: 'PERMISSIVE',
      },
      'PeerAuthentication ambassador',
    ],
    [
      'tai',
      { namespace: 'tai-system', mode: 'PERMISSIVE' },
      'PeerAuthentication default',
    ],
    [
      'tai',
      { namespace: 'tai-system', workload: 'governor', mode: 'PERMISSIVE' },
      'PeerAuthentication governor',
    ],
    ['acgs2', { mode: 'STRICT' }, 'PeerAuthentication default'],
    [
      'maily',
      { namespace: 'maily-staging', mode: 'PERMISSIVE' },
      'PeerAuthentication default',
    ],
  ] as const)('in %s, %j changes %s', (folder, parameters, object) => {
    const context = environment(folder);
    expect(faultsOf(mtlsMode, parameters, context)).toEqual([]);
    const plan = mtlsMode.plan(parameters, context);
    expect(changedBy(context, plan)).toEqual([object]);
    const { mode, ...place } = parameters;
    expect(mtlsMode.current?.(place, after(context, plan))).toEqual({
      ...place,
      mode,
    });
  });

  it('says what callers meet at the workload, and nowhere else', () => {
    const context = environment(PRODUCTION);
    const plan = mtlsMode.plan({ ...workload, mode: 'PERMISSIVE' }, context);
    const { mesh } = after(context, plan);
    const changed = mesh.workloads.filter(each => {
      const known = context.mesh.workload(each.namespace, each.name);
      return known && mesh.mtls(each).mode !== context.mesh.mtls(known).mode;
    });
    expect(changed.map(({ name }) => name)).toEqual(['order-service-v1']);
    expect(mesh.mtls(changed[0]).effective).toBe('permissive');
  });

  it('says it for one port alone', () => {
    const context = environment(PRODUCTION);
    const plan = mtlsMode.plan(
      { ...workload, port: 8080, mode: 'PERMISSIVE' },
      context,
    );
    const { mesh } = after(context, plan);
    const found = mesh.workload('ecotrack', 'order-service-v1')!;
    expect(mesh.mtls(found, 8080).mode).toBe('PERMISSIVE');
    expect(mesh.mtls(found, 8081).mode).toBe('STRICT');
    expect(mesh.mtls(found).mode).toBe('STRICT');
  });

  it('shuts out a caller without a proxy, in development', () => {
    const context = environment(DEV);
    const { mesh } = after(
      context,
      mtlsMode.plan({ namespace: 'ecotrack', mode: 'STRICT' }, context),
    );
    const outcome = (of: typeof mesh) =>
      of.connection(
        of.workload('legacy', 'legacy-batch')!,
        of.service('ecotrack', 'order-service')!,
        8080,
      ).outcome;
    expect([outcome(context.mesh), outcome(mesh)]).toEqual([
      'plaintext',
      'refused',
    ]);
  });

  it('takes a port out again, and the policy when nothing is left in it', () => {
    const context = environment(PRODUCTION);
    const port = { ...workload, port: 8081 };
    const set = after(
      context,
      mtlsMode.plan({ ...port, mode: 'DISABLE' }, context),
    );
    const back = after(set, mtlsMode.plan({ ...port, mode: 'UNSET' }, set));
    expect(back.mesh.all).toEqual(context.mesh.all);
    const ambassador = {
      namespace: 'ambassador',
      workload: 'ambassador',
      port: 8443,
    };
    const plan = mtlsMode.plan({ ...ambassador, mode: 'UNSET' }, context);
    expect(plan.wanted[0].spec).toEqual({
      selector: { matchLabels: { app: 'ambassador' } },
      mtls: { mode: 'STRICT' },
    });
  });

  it.each([
    [PRODUCTION, {}],
    [PRODUCTION, { namespace: 'ecotrack' }],
    [PRODUCTION, workload],
    [
      PRODUCTION,
      { namespace: 'ambassador', workload: 'ambassador', port: 8443 },
    ],
    ['tai', { namespace: 'tai-system' }],
    ['maily', { namespace: 'maily-production' }],
  ])('changes nothing with what is there now: %s %j', (folder, given) => {
    const context = environment(folder);
    const parameters = {
      mode: 'UNSET' as const,
      ...mtlsMode.current?.(given, context),
    };
    const plan = mtlsMode.plan(parameters, context);
    expect([...changedBy(context, plan), ...(plan.removed ?? [])]).toEqual([]);
  });

  it('says which other workloads a policy is for', () => {
    const context = withObjects(environment(PRODUCTION), {
      apiVersion: 'security.istio.io/v1',
      kind: 'PeerAuthentication',
      metadata: { name: 'payment-service', namespace: 'ecotrack', uid: 'x' },
      spec: { selector: { matchLabels: { app: 'payment-service' } } },
    });
    const plan = mtlsMode.plan(
      { namespace: 'ecotrack', workload: 'payment-service-v1', mode: 'STRICT' },
      { ...context, declared: environment(PRODUCTION).declared },
    );
    expect(plan.notes?.slice(1)).toEqual([
      'PeerAuthentication payment-service is for payment-service-v2 too.',
    ]);
    expect(plan.wanted[0].metadata).toEqual({
      name: 'payment-service',
      namespace: 'ecotrack',
    });
  });

  it('refuses to take identities away from policies that go by them', () => {
    expect(
      refusalOf(() =>
        mtlsMode.plan(
          { namespace: 'data', mode: 'DISABLE' },
          environment(PRODUCTION),
        ),
      ),
    ).toMatch(
      /^mode: Without mTLS .* AuthorizationPolicy redis in data.* Change them first/,
    );
  });

  it.each([
    [{ namespace: 'shop' }, 'namespace: '],
    [
      { namespace: 'ecotrack', workload: 'billing' },
      'workload: Namespace ecotrack has no workload billing. There is: ',
    ],
    [
      { namespace: 'legacy', workload: 'legacy-batch' },
      'workload: legacy-batch runs without a proxy',
    ],
    [
      { namespace: 'istio-system', workload: 'istio-ingressgateway' },
      'workload: istio-ingressgateway is a gateway',
    ],
    [
      { ...workload, port: 9 },
      'port: The pods of order-service-v1 have no port 9. There is: 8080, 8081.',
    ],
    [{ port: 8080 }, 'port: A mode for one port needs the workload'],
  ])('refuses %j', (wrong, message) => {
    expect(
      refusalOf(() =>
        mtlsMode.plan({ mode: 'STRICT', ...wrong }, environment(DEV)),
      ),
    ).toContain(message);
  });
});
