import type { EntityService } from '@ecotrack/backstage-plugin-service-mesh-common';
import { placeCalls } from './placeCalls';

const service = (
  name: string,
  ports: EntityService['ports'],
  more: Partial<EntityService> = {},
) => ({
  ref: `component:default/${name}`,
  services: [
    {
      namespace: 'shop',
      name,
      kind: 'service' as const,
      host: `${name}.shop.svc.cluster.local`,
      ports,
      accounts: [{ serviceAccount: name, identity: `spiffe://x/${name}` }],
      ...more,
    },
  ],
});

const WEB = { number: 80, protocol: 'http' };

const entities = [
  service('web', [WEB]),
  service('both', [WEB, { number: 81, protocol: 'grpc' }]),
  service('headless', []),
  service('bank', [{ number: 443, protocol: 'tls' }], {
    kind: 'external',
    name: 'api.bank.example',
    host: 'api.bank.example',
    accounts: [],
  }),
  service('cache', [{ number: 7000, name: 'redis', protocol: 'redis' }]),
  service('redis-admin', [WEB]),
  service('mongo', [{ number: 27017, protocol: 'mongo' }]),
  service('legacy', [WEB], {
    accounts: [{ serviceAccount: 'default', identity: null }],
  }),
];

const place = (
  dependencies: string[],
  callers: string[] = [],
  given: object = {},
) => {
  const calls = (names: string[]) =>
    names.map(name => ({
      refs: [`component:default/${name}`],
      says: `says ${name}`,
    }));
  return placeCalls(
    'dev',
    entities,
    {
      ref: 'component:default/web',
      dependencies: calls(dependencies),
      callers: calls(callers),
    },
    { namespace: 'shop', service: 'new', ...given },
  );
};

describe('placeCalls', () => {
  it('names services, data stores and hosts as the step does', () => {
    const { access, problems } = place([
      'web',
      'bank',
      'cache',
      'redis-admin',
      'mongo',
    ]);
    expect(problems).toEqual([]);
    expect(access).toEqual({
      dependencies: [
        { namespace: 'shop', service: 'web', port: 80 },
        { namespace: 'shop', service: 'redis-admin', port: 80 },
        { namespace: 'shop', service: 'mongo', port: 27017 },
      ],
      dataStores: [
        { kind: 'redis', namespace: 'shop', service: 'cache', port: 7000 },
      ],
      externalApis: [{ host: 'api.bank.example', port: 443 }],
    });
  });

  it('guesses no port', () => {
    expect(place(['both', 'headless']).problems).toEqual([
      'dependencies: says both is both in shop, which has ports 80, 81. List it with the port that is called.',
      'dependencies: says headless is headless in shop, which has no port. List it with the port that is called.',
    ]);
    const dependencies = [{ namespace: 'shop', service: 'both', port: 81 }];
    expect(place(['both'], [], { dependencies })).toMatchObject({
      problems: [],
      access: { dependencies },
    });
  });

  it('takes nothing twice, and never the service itself', () => {
    const { access, log } = place(['web', 'web'], ['web', 'web'], {
      service: 'cache',
    });
    expect(access.dependencies).toHaveLength(1);
    expect(access.callers).toEqual([
      { namespace: 'shop', serviceAccount: 'web' },
    ]);
    expect(log).toEqual([
      'Taken: dependencies web in shop, port 80 (says web).',
      'Given already: web in shop (says web).',
      'Taken: caller web in shop (says web).',
      'Given already: caller web in shop (says web).',
    ]);
    expect(place(['web'], ['web'], { service: 'web' }).access).toEqual({});
  });

  it('leaves out callers that show no identity', () => {
    const { access, log } = place([], ['legacy', 'bank']);
    expect(access.callers).toBeUndefined();
    expect(log).toEqual([
      'Left out: says legacy, which runs without a proxy of the mesh, so that no policy can name it.',
      'Left out: says bank, which runs without a proxy of the mesh, so that no policy can name it.',
    ]);
  });
});
