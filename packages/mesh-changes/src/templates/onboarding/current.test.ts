import {
  environment,
  faultsOf,
  problemsOf,
  refusalOf,
  PRODUCTION,
} from '../security/__testUtils__/planning';
import { shop } from './__testUtils__/shop';
import { onboardService } from './onboardService';
import type { OnboardParameters } from './types';

const current = (given: object, context = environment(PRODUCTION)) =>
  onboardService.current?.(given, context);

const payment = { namespace: 'ecotrack', service: 'payment-service' };

describe('what is known of a service that runs', () => {
  it('fills the form', () => {
    expect(current(payment)).toEqual({
      ...payment,
      runtime: 'spring-boot',
      managementPort: 8081,
      ports: [{ number: 8080, protocol: 'http' }],
      callers: [
        expect.objectContaining({
          namespace: 'ecotrack',
          serviceAccount: 'order-service',
        }),
      ],
      replicas: { min: expect.any(Number), max: expect.any(Number) },
    });
    expect(current({ namespace: 'data', service: 'redis' })).toMatchObject({
      runtime: 'tcp',
      ports: [{ number: 6379 }],
    });
  });

  it('keeps what is given', () => {
    const given = { ...payment, runtime: 'go' as const, callers: [] };
    expect(current(given)).toMatchObject(given);
  });

  it.each<[string, object, string | undefined]>([
    ['variables', { env: [{ name: 'NODE_ENV', value: 'x' }] }, 'node'],
    ['variables', { env: [{ name: 'GOMEMLIMIT', value: '1' }] }, 'go'],
    ['nothing', {}, undefined],
  ])('tells the runtime by %s', (_, container, runtime) => {
    const web = { namespace: 'shop', service: 'web' };
    expect(current(web, shop({ container }))).toEqual({
      ...web,
      workload: 'web',
      ...(runtime && { runtime }),
      ports: [{ number: 80, protocol: 'http', targetPort: 8080 }],
    });
  });

  it.each([{}, { namespace: 'ecotrack' }, { ...payment, service: 'none' }])(
    'knows nothing of %j',
    given => {
      expect(current(given)).toEqual(given);
    },
  );

  it.each([PRODUCTION, 'tai', 'maily/production', 'maily/staging', 'acgs2'])(
    'is right by the schema in %s, whatever the service, and can be planned',
    folder => {
      const context = environment(folder);
      const given = context.mesh.services
        .filter(
          ({ ref, namespace }) =>
            ref.kind === 'Service' && namespace !== 'istio-system',
        )
        .filter(({ workloads }) =>
          workloads.every(({ sidecar }) => sidecar.state !== 'gateway'),
        )
        .map(({ namespace, name: service }) => ({ namespace, service }));
      const known = given.map(each => ({
        tier: 'standard',
        runtime: 'node',
        ports: [{ protocol: 'tcp', number: 1 }],
        ...current(each, context),
      })) as OnboardParameters[];
      expect(known.flatMap(each => problemsOf(onboardService, each))).toEqual(
        [],
      );
      const faults = known.flatMap(each =>
        [false, true].flatMap(ownServiceAccount => {
          const parameters = { ...each, ownServiceAccount };
          const refusal = refusalOf(() =>
            onboardService.plan(parameters, context),
          );
          return refusal ?? faultsOf(onboardService, parameters, context);
        }),
      );
      expect(faults).toEqual([]);
    },
  );
});
