import fc from 'fast-check';
import { ParameterError } from '../ParameterError';
import {
  DEV,
  environment,
  faultsOf,
  problemsOf,
  refusalOf,
} from '../security/__testUtils__/planning';
import { returns } from './__testUtils__/services';
import { onboardService } from './onboardService';
import type { OnboardParameters } from './types';

const port = (number: number, more = {}) => ({
  protocol: 'http',
  number,
  ...more,
});

const product = { namespace: 'ecotrack', service: 'product-service' };

describe('onboard-service refuses', () => {
  it.each([
    [{ service: 'Returns' }, ['service']],
    [{ service: '1-returns' }, ['service']],
    [{ namespace: 'a.b' }, ['namespace']],
    [{ ports: [] }, ['ports']],
    [
      { externalApis: [{ host: 'https://x', port: 1 }] },
      ['externalApis[0].host'],
    ],
    [{ callers: [{ namespace: 'x' }] }, ['callers[0].serviceAccount']],
  ])('%j by its schema', (wrong, fields) => {
    expect(problemsOf(onboardService, { ...returns, ...wrong })).toEqual(
      fields,
    );
  });

  it.each<[Partial<OnboardParameters>, string]>([
    [
      { namespace: 'shop' },
      'namespace: Namespace shop is not in this environment.',
    ],
    [
      { namespace: 'istio-system' },
      'namespace: Namespace istio-system is that of the platform',
    ],
    [
      { image: undefined },
      'image: Nothing in ecotrack runs returns-service yet.',
    ],
    [
      { workload: 'billing' },
      'workload: Namespace ecotrack has no workload billing.',
    ],
    [
      { ports: [port(80), port(80)] },
      'ports[1].number: Port 80 is listed twice.',
    ],
    [
      { ports: [port(80, { name: 'x' }), port(81, { name: 'http-x' })] },
      'ports[1].name: Two ports have the name http-x.',
    ],
    [
      { ports: [port(80, { targetPort: 15006 })] },
      'ports[0].targetPort: The proxy',
    ],
    [
      { ports: [port(8081)] },
      'ports[0].number: Port 8081 is the management port.',
    ],
    [{ runtime: 'tcp' }, 'ports[0].protocol: Runtime tcp speaks no HTTP'],
    [{ runtime: 'go', managementPort: 9 }, 'managementPort: '],
    [{ tier: 'pci' }, 'callers[0].methods: Tier pci'],
    [{ replicas: { min: 3, max: 2 } }, 'replicas.max: 2 is less'],
    [
      { callers: [{ namespace: 'ecotrack', serviceAccount: 'billing' }] },
      'callers[0].serviceAccount: Namespace ecotrack has no service account billing.',
    ],
    [
      { callers: [{ namespace: 'legacy', serviceAccount: 'default' }] },
      'callers[0].serviceAccount: default in namespace legacy runs without a proxy',
    ],
    [{ dependencies: [{ port: 80 }] }, 'dependencies[0].namespace: Name'],
    [
      { dependencies: [{ ...product, host: 'a.example.com', port: 80 }] },
      'dependencies[0].host: A host goes',
    ],
    [
      { dependencies: [{ ...product, service: 'billing', port: 80 }] },
      'dependencies[0].service: Namespace ecotrack has no service billing.',
    ],
    [
      { dependencies: [{ ...product, port: 9 }] },
      'dependencies[0].port: Service product-service has no port 9. There is: 8080.',
    ],
    [
      { dependencies: [{ ...product, namespace: 'shop', port: 9 }] },
      'dependencies[0].namespace: Namespace shop',
    ],
    [
      { dependencies: [{ host: 'orders.shop.svc.cluster.local', port: 80 }] },
      'dependencies[0].host: This environment knows no host',
    ],
    [
      { dataStores: [{ kind: 'postgresql', namespace: 'data', port: 5432 }] },
      'dataStores[0].service: Namespace data has no service postgresql. There is: kafka, postgresql-primary',
    ],
    [
      { externalApis: [{ host: 'orders.shop.svc.cluster.local', port: 80 }] },
      'externalApis[0].host: orders.shop.svc.cluster.local is a service of a cluster, of this environment or another.',
    ],
    [
      { service: 'order-service', ports: [{ protocol: 'tcp', number: 8080 }] },
      'ports[0].protocol: Port 8080 of Service order-service carries http already',
    ],
  ])('%j', (wrong, message) => {
    expect(
      refusalOf(() =>
        onboardService.plan({ ...returns, ...wrong }, environment(DEV)),
      ),
    ).toContain(message);
  });

  it('parameters that do not fit, and plans soundly for all others', () => {
    const context = environment(DEV);
    const { mesh } = context;
    const services = mesh.services.flatMap(({ namespace, name, ports }) =>
      ports.map(({ number }) => ({ namespace, service: name, port: number })),
    );
    const homes = ['ecotrack', 'data', 'legacy', 'ambassador', 'shop'];
    const names = services
      .filter(({ namespace }) => homes.includes(namespace))
      .map(({ service }) => service);
    const callers = [
      ['ecotrack', 'order-service'],
      ['ecotrack', 'user-service'],
      ['ambassador', 'ambassador'],
      ['data', 'kafka'],
      ['shop', 'default'],
    ].map(([namespace, serviceAccount]) => ({ namespace, serviceAccount }));
    const stores = [
      { namespace: 'data', port: 6379, kind: 'redis' },
      { namespace: 'data', port: 9092, kind: 'kafka' },
      {
        namespace: 'data',
        port: 5432,
        kind: 'postgresql',
        service: 'postgresql-primary',
      },
      { namespace: 'ecotrack', port: 6379, kind: 'redis' },
    ];
    const some = <T>(...values: T[]) => fc.constantFrom(...values);
    const few = <T>(arbitrary: fc.Arbitrary<T>) =>
      fc.uniqueArray(arbitrary, {
        maxLength: 3,
        comparator: (a, b) => JSON.stringify(a) === JSON.stringify(b),
      });
    const options = (requiredKeys: string[]) => ({
      noNullPrototype: true,
      requiredKeys: requiredKeys as [],
    });
    const parameters = fc.record(
      {
        namespace: some(...homes, 'ecotrack', 'ecotrack', 'ecotrack'),
        service: fc.oneof(fc.constant('returns'), some(...names)),
        createNamespace: fc.boolean(),
        tier: some('standard', 'internal', 'pci', 'external-facing'),
        runtime: some('spring-boot', 'spring-boot', 'node', 'go', 'tcp'),
        image: some('registry.example.com/x:1'),
        ports: fc.uniqueArray(
          fc.record(
            {
              protocol: some('http', 'http', 'http', 'grpc', 'tcp', 'https'),
              number: some(80, 8080, 5432, 6379),
              targetPort: some(8080, 9000),
              name: some('web', 'http'),
            },
            options(['protocol', 'number']),
          ),
          { minLength: 1, maxLength: 2, selector: each => each.number },
        ),
        callers: few(
          fc
            .tuple(
              some(...callers),
              some(
                {},
                { methods: ['GET'], paths: ['/a'] },
                { methods: ['POST', 'PUT'], paths: ['/a/*'] },
              ),
            )
            .map(([caller, what]) => ({ ...caller, ...what })),
        ),
        dependencies: few(
          fc.oneof(
            { weight: 4, arbitrary: some(...services) },
            {
              weight: 1,
              arbitrary: some({ host: 'api.payments.example.com', port: 80 }),
            },
          ),
        ),
        dataStores: few(some(...stores)),
        externalApis: few(
          fc.record(
            {
              host: some('api.payments.example.com', 'a.example.com'),
              port: some(80, 443, 5432),
              throughEgress: fc.boolean(),
            },
            options(['host', 'port']),
          ),
        ),
        replicas: some({ min: 1, max: 1 }, { min: 2, max: 4 }),
        ownServiceAccount: fc.boolean(),
        ingress: some(
          { host: 'shop.ecotrack.example.com', paths: ['/a', '/orders/b'] },
          { host: 'shop.ecotrack.example.com' },
          { host: 'x.example.com' },
        ),
      },
      options(['namespace', 'service', 'tier', 'runtime', 'ports', 'image']),
    );
    let planned = 0;
    fc.assert(
      fc.property(parameters, ({ ingress, ...rest }) => {
        const given =
          rest.tier === 'external-facing' ? { ...rest, ingress } : rest;
        fc.pre(problemsOf(onboardService, given).length === 0);
        try {
          expect(
            faultsOf(onboardService, given as OnboardParameters, context),
          ).toEqual([]);
          planned++;
        } catch (error) {
          if (!(error instanceof ParameterError)) {
            throw error;
          }
        }
      }),
      { numRuns: 150 },
    );
    expect(planned).toBeGreaterThan(10);
  }, 120_000);
});
