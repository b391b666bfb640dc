import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { ecotrackCatalog } from '../__testUtils__/entities';
import { startPortal, type Portal } from '../__testUtils__/startPortal';
import { createOnboardAction } from './onboard';

jest.setTimeout(120_000);

type Input = Parameters<
  ReturnType<typeof createOnboardAction>['handler']
>[0]['input'];

const returns = {
  environment: 'production',
  namespace: 'ecotrack',
  service: 'returns-service',
  tier: 'standard',
  runtime: 'spring-boot',
  image: 'registry.ecotrack.example.com/returns-service:v1',
  ports: [{ protocol: 'http', number: 8080 }],
} satisfies Input;

const postgresql = {
  kind: 'postgresql',
  namespace: 'data',
  service: 'postgresql-primary',
  port: 5432,
} as const;

const declared = {
  ...returns,
  entityRef: 'returns-service',
  dataStores: [postgresql],
  externalApis: [{ host: 'api.notify.example.com', port: 443 }],
} satisfies Input;

describe('service-mesh:onboard', () => {
  const entities: Entity[] = ecotrackCatalog();
  let portal: Portal;

  beforeAll(async () => {
    portal = await startPortal(entities);
  });

  afterAll(() => portal?.stop());

  async function onboard(input: Input) {
    const given: Record<string, unknown> = {};
    const said: string[] = [];
    const context = createMockActionContext();
    jest
      .spyOn(context.logger, 'info')
      .mockImplementation((line: string) => void said.push(line));
    await createOnboardAction(
      portal.client,
      catalogServiceMock({ entities }),
    ).handler({
      ...context,
      checkpoint: async ({ fn }) => fn(),
      output: (name: string, value: unknown) => {
        given[name] = value;
      },
      input,
    });
    return { given, said };
  }

  it('adds what the catalog declares, and says from where', async () => {
    const { given, said } = await onboard({ ...declared, check: true });
    expect(given).toEqual({ state: 'previewed' });
    const [, ...rest] = said.slice(
      said.indexOf('The catalog about component:default/returns-service:'),
    );
    expect(rest.filter(line => line.startsWith('  ')).slice(0, 9)).toEqual([
      '  Taken: dependencies product-service in ecotrack, port 8080 (dependsOn component:default/product-service).',
      '  Left out: dependsOn component:default/warehouse, which is no service of production.',
      '  Given already: postgresql-primary in data (dependsOn resource:default/postgresql).',
      '  Taken: dataStores kafka in data, port 9092 (dependsOn resource:default/kafka).',
      '  Given already: api.notify.example.com (dependsOn resource:default/notification-provider).',
      '  Taken: dependencies payment-service in ecotrack, port 8080 (consumesApis api:default/payment).',
      '  Left out: consumesApis api:default/weather, which the catalog tells nobody to provide.',
      '  Left out: dependsOn of component:default/shop, which is no service of production.',
      '  Taken: caller order-service in ecotrack (consumesApis api:default/returns of component:default/order-service).',
    ]);
    expect(portal.pulls()).toHaveLength(0);
  });

  it.each<[string, Partial<Input>, RegExp]>([
    [
      'an entity that is not there',
      { entityRef: 'component:default/nobody' },
      /^entityRef: The catalog has no component:default\/nobody/,
    ],
    [
      'what is no reference',
      { entityRef: '/returns' },
      /^entityRef: "\/returns" is no entity reference/,
    ],
    [
      'one of several data stores',
      { dataStores: undefined },
      /^dataStores: dependsOn resource:default\/postgresql is each of postgresql-primary in data, postgresql-replica in data\. List the one/,
    ],
    [
      'what the catalog cannot say, by where it was taken from',
      { tier: 'pci' },
      /^callers\[0\]\.methods \(taken from consumesApis api:default\/returns of component:default\/order-service\): Tier pci/,
    ],
    [
      'a name that is no DNS label',
      { service: 'Returns_Service' },
      /^service: /,
    ],
    ['a namespace that is not there', { namespace: 'moon' }, /^namespace: /],
    [
      'a caller that is not in the mesh',
      { callers: [{ namespace: 'ecotrack', serviceAccount: 'nobody' }] },
      /^callers\[0\]\.serviceAccount: /,
    ],
    ['an environment that is not there', { environment: 'moon' }, /moon/],
  ])('refuses %s', async (_, wrong, message) => {
    await expect(
      onboard({ ...declared, ...wrong, check: true }),
    ).rejects.toThrow(message);
    await expect(onboard({ ...declared, ...wrong })).rejects.toThrow(message);
    expect(portal.pulls()).toHaveLength(0);
  });

  it('makes one pull request, however often it is asked', async () => {
    const first = await onboard(declared);
    expect(first.given).toMatchObject({ state: 'proposed' });
    const second = await onboard(declared);
    expect(second.given).toEqual(first.given);
    const [pull] = portal.pulls();
    expect(portal.pulls()).toHaveLength(1);
    expect(pull?.title).toContain('Onboard returns-service in ecotrack');
  });
});
