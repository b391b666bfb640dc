import {
  after,
  changedAnswers,
  changedBy,
  DEV,
  environment,
  faultsOf,
  PRODUCTION,
  refusalOf,
  STAGING,
  withObjects,
  withoutScopes,
} from './__testUtils__/planning';
import { allowCaller } from './allowCaller';
import { revokeCaller } from './revokeCaller';

const user = { namespace: 'ecotrack', serviceAccount: 'user-service' };
const payments = { namespace: 'ecotrack', service: 'payment-service' };
const gateway = {
  namespace: 'istio-system',
  serviceAccount: 'istio-ingressgateway',
};

describe('allow-caller', () => {
  it.each([
    [PRODUCTION, { ...payments, callers: [user] }],
    [STAGING, { ...payments, callers: [user], methods: ['POST'] }],
    [DEV, { ...payments, callers: [user], paths: ['/payments/*'] }],
    [PRODUCTION, { ...payments, callers: [{ namespace: 'ambassador' }] }],
    [
      PRODUCTION,
      {
        ...payments,
        callers: [user, { namespace: 'ambassador' }],
        paths: ['/a/{*}/b/{**}'],
        ports: [8080],
      },
    ],
    [
      'tai',
      {
        namespace: 'tai-system',
        service: 'governor',
        callers: [{ namespace: 'tai-system', serviceAccount: 'scheduler' }],
        methods: ['POST'],
        keep: [gateway],
      },
    ],
    [
      'maily',
      {
        namespace: 'maily-production',
        service: 'ai-service',
        callers: [
          { namespace: 'maily-production', serviceAccount: 'email-service' },
        ],
      },
    ],
    [
      'acgs2',
      {
        namespace: 'acgs-system',
        service: 'agent-services',
        callers: [
          { namespace: 'acgs-system', serviceAccount: 'acgs-system-sa' },
        ],
      },
    ],
  ])('keeps %s whole with %j', (folder, parameters) => {
    expect(faultsOf(allowCaller, parameters, environment(folder))).toEqual([]);
  });

  it('adds an identity to the rule for the same methods, and lets nobody else in', () => {
    const context = environment(PRODUCTION);
    const plan = allowCaller.plan(
      {
        ...payments,
        callers: [user],
        methods: ['POST'],
        paths: ['/payments', '/payments/*'],
      },
      context,
    );
    expect(plan.title).toBe(
      'Let user-service call payment-service with POST on /payments, /payments/*',
    );
    expect(changedBy(context, plan)).toEqual([
      'AuthorizationPolicy payment-service',
      'Sidecar user-service',
    ]);
    expect(plan.wanted[0].spec).toMatchObject({
      rules: [
        {
          from: [
            {
              source: {
                principals: [
                  'cluster.local/ns/ecotrack/sa/order-service',
                  'cluster.local/ns/ecotrack/sa/user-service',
                ],
              },
            },
          ],
        },
      ],
    });
    expect(changedAnswers(context, plan)).toEqual([
      'ecotrack/user-service-v1 POST ecotrack/payment-service: deny -> allow',
    ]);
  });

  it('adds a rule of its own for other methods', () => {
    const context = environment(PRODUCTION);
    const plan = allowCaller.plan(
      { ...payments, callers: [user], methods: ['GET'] },
      context,
    );
    expect(changedAnswers(context, plan)).toEqual([
      'ecotrack/user-service-v1 GET ecotrack/payment-service: deny -> allow',
    ]);
  });

  it('carries over who is to keep its access when it makes the first policy', () => {
    const context = environment('tai');
    const plan = allowCaller.plan(
      {
        namespace: 'tai-system',
        service: 'governor',
        callers: [{ namespace: 'tai-system', serviceAccount: 'scheduler' }],
        keep: [gateway],
      },
      context,
    );
    expect(changedBy(context, plan)).toEqual([
      'AuthorizationPolicy governor-callers',
    ]);
    expect(plan.wanted[0].apiVersion).toBe('security.istio.io/v1beta1');
    expect(plan.notes?.[0]).toContain(
      'Carried over as it was: istio-ingressgateway of istio-system.',
    );
    const changed = changedAnswers(context, plan);
    expect(changed).toContain(
      'tai-system/coordinator-v1 GET tai-system/governor: allow -> deny',
    );
    expect(
      changed.filter(each =>
        /^tai-system\/scheduler |^istio-system\/istio-ingressgateway /.test(
          each,
        ),
      ),
    ).toEqual([]);
  });

  it.each([PRODUCTION, STAGING, DEV])(
    'is taken back by revoke-caller in %s, but for what the proxies of the caller know',
    folder => {
      const context = environment(folder);
      const allowed = after(
        context,
        allowCaller.plan({ ...payments, callers: [user] }, context),
      );
      const back = after(
        allowed,
        revokeCaller.plan({ ...payments, callers: [user] }, allowed),
      );
      expect(withoutScopes(back)).toEqual(withoutScopes(context));
    },
  );

  it.each([
    [PRODUCTION, 'ecotrack', 'payment-service'],
    ['maily', 'maily-production', 'ai-service'],
    ['tai', 'tai-system', 'coordinator'],
  ])(
    'changes nothing with what is there now, in %s',
    (folder, namespace, service) => {
      const context = environment(folder);
      const parameters = allowCaller.current?.({ namespace, service }, context);
      expect(parameters?.callers).toBeDefined();
      const plan = allowCaller.plan(
        { namespace, service, callers: [], ...parameters },
        context,
      );
      expect(changedBy(context, plan)).toEqual([]);
    },
  );

  it.each([
    [{ namespace: 'shop' }, 'namespace: Namespace shop is not'],
    [
      { service: 'billing' },
      'service: Namespace ecotrack has no service billing. There is: notification-service,',
    ],
    [{ callers: [{ namespace: 'shop' }] }, 'callers[0].namespace: '],
    [
      { callers: [{ namespace: 'ecotrack', serviceAccount: 'billing' }] },
      'callers[0].serviceAccount: Namespace ecotrack has no service account billing. There is:',
    ],
    [
      { callers: [{ namespace: 'legacy', serviceAccount: 'default' }] },
      'callers[0].serviceAccount: default in namespace legacy runs without a proxy',
    ],
    [{ callers: [{ namespace: 'legacy' }] }, 'callers[0].namespace: '],
    [{ keep: [{ namespace: 'shop' }] }, 'keep[0].namespace: '],
    [
      { ports: [9] },
      'ports[0]: Service payment-service has no port 9. There is: 8080.',
    ],
    [
      { namespace: 'data', service: 'redis', methods: ['GET'] },
      'methods: Service redis has no port that carries HTTP: 6379 carries tcp.',
    ],
  ])('refuses %j', (wrong, message) => {
    expect(
      refusalOf(() =>
        allowCaller.plan(
          { ...payments, callers: [user], ...wrong },
          environment(DEV),
        ),
      ),
    ).toContain(message);
  });

  it('refuses methods that gRPC does not have', () => {
    expect(
      refusalOf(() =>
        allowCaller.plan(
          {
            namespace: 'tai-system',
            service: 'coordinator',
            callers: [{ namespace: 'tai-system', serviceAccount: 'governor' }],
            methods: ['GET'],
          },
          environment('tai'),
        ),
      ),
    ).toContain('methods: coordinator speaks gRPC');
  });

  it('writes ports of pods for those of a service, and the trust domain of the mesh', () => {
    const { mesh } = environment(PRODUCTION);
    const config = mesh
      .objects('ConfigMap', '')
      .find(({ metadata }) => metadata.name === 'istio');
    const context = withObjects(
      environment(PRODUCTION),
      {
        ...config!,
        data: { mesh: 'trustDomain: shop.example' },
      },
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'payment-service', namespace: 'ecotrack' },
        spec: {
          selector: { app: 'payment-service' },
          ports: [{ name: 'http', port: 80, targetPort: 'http' }],
        },
      },
    );
    const plan = allowCaller.plan(
      { ...payments, callers: [user], ports: [80] },
      context,
    );
    expect(plan.wanted[0].spec).toMatchObject({
      rules: [
        {},
        {
          from: [
            {
              source: {
                principals: ['shop.example/ns/ecotrack/sa/user-service'],
              },
            },
          ],
          to: [{ operation: { ports: ['8080'] } }],
        },
      ],
    });
  });
});
