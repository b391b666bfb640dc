import type { Entity } from '@backstage/catalog-model';
import { softwareTemplate } from './__testUtils__/softwareTemplate';
import { startPortal, type Portal } from './__testUtils__/startPortal';
import { TemplateRuns } from './__testUtils__/TemplateRuns';

jest.setTimeout(120_000);

const service = { namespace: 'ecotrack', service: 'returns-service' };

const onboarded = {
  environment: 'production',
  service,
  tier: 'standard',
  runtime: 'spring-boot',
  image: 'registry.ecotrack.example.com/returns-service:v1',
  ports: [{ protocol: 'http', number: 8080 }],
  reason: 'To see.',
};

const created = {
  environment: 'production',
  service,
  description: 'Takes goods back',
  owner: 'group:default/commerce-team',
  organization: 'ecotrack',
  tier: 'standard',
  reason: 'To see.',
};

const canary = {
  environment: 'production',
  service: { namespace: 'ecotrack', service: 'payment-service' },
  version: 'v2',
  weight: 10,
};

const external = {
  environment: 'production',
  namespace: 'ecotrack',
  host: 'api.example.com',
  port: 443,
  encryption: 'passthrough',
  reason: 'To see.',
};

const access = {
  environment: 'production',
  from: { namespace: 'ecotrack', serviceAccount: 'order-service' },
  to: { namespace: 'ecotrack', service: 'user-service' },
  reason: 'To see.',
};

const stepOf = (name: string, action: string, input: object): Entity => ({
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name },
  spec: {
    type: 'service',
    steps: [{ id: 'step', name: 'Step', action, input }],
  },
});

const steps = [
  stepOf('wrong-sum', 'service-mesh:change', {
    environment: 'production',
    template: 'traffic-weights',
    parameters: {
      namespace: 'ecotrack',
      service: 'payment-service',
      weights: [
        { version: 'v1', weight: 80 },
        { version: 'v2', weight: 10 },
      ],
    },
  }),
  stepOf('wrong-host', 'service-mesh:repository', {
    repoUrl: 'git.example.com?owner=ecotrack&repo=returns-service',
  }),
  stepOf('no-address', 'service-mesh:repository', { repoUrl: 'returns' }),
];

describe('bad input of software templates', () => {
  let portal: Portal;
  let runs: TemplateRuns;

  beforeAll(async () => {
    portal = await startPortal([
      ...[
        'onboard-service',
        'create-service',
        'request-access',
        'start-canary',
        'add-external-api',
      ].map(softwareTemplate),
      ...steps,
    ]);
    runs = new TemplateRuns(portal);
  });

  afterAll(() => portal?.stop());

  const written = () => {
    const { repositories } = portal.platform.forge;
    return {
      repositories: repositories.map(({ fullName }) => fullName),
      branches: repositories.map(({ branches }) => [...branches.keys()]),
      pulls: portal.pulls().length,
      locations: [...portal.catalog.locations],
    };
  };

  it.each([
    [
      'a name that is no DNS label',
      'create-service',
      { ...created, service: { ...service, service: 'Returns_Service' } },
      ['service', 'service'],
      'Small letters, digits and hyphens; a letter first',
    ],
    [
      'a namespace that is no DNS label',
      'onboard-service',
      { ...onboarded, service: { ...service, namespace: 'eco.track' } },
      ['service', 'namespace'],
      'Small letters, digits and hyphens, at most 63',
    ],
    [
      'a repository that is not allowed',
      'create-service',
      { ...created, organization: 'somebody' },
      ['organization'],
      'Only ecotrack is allowed.',
    ],
    [
      'a share of more than all',
      'start-canary',
      { ...canary, weight: 150 },
      ['weight'],
      'must be less than or equal to 99',
    ],
    [
      'a host with a path',
      'add-external-api',
      { ...external, host: 'https://api.example.com/v1' },
      ['host'],
      'The name alone, without https://',
    ],
  ])(
    'is refused before a run begins: %s',
    async (_, name, values, path, fix) => {
      const before = written();
      const { status, body } = await portal.post('scaffolder/v2/tasks', {
        templateRef: `template:default/${name}`,
        values,
      });
      expect(status).toBe(400);
      expect(body.errors).toEqual([expect.objectContaining({ path })]);
      expect(JSON.stringify(body.errors)).toContain(fix);
      expect(written()).toEqual(before);
    },
  );

  it.each<[string, string, object, RegExp]>([
    [
      'a namespace that does not exist',
      'onboard-service',
      { ...onboarded, service: { ...service, namespace: 'mars' } },
      /namespace: Namespace mars is not in this environment\. .* Name one of them/,
    ],
    [
      'the same for a new service, before its repository is made',
      'create-service',
      { ...created, service: { ...service, namespace: 'mars' } },
      /namespace: Namespace mars is not in this environment\./,
    ],
    [
      'a new service under the name of one that is there',
      'create-service',
      { ...created, service: { ...service, service: 'order-service' } },
      /service: order-service is in namespace ecotrack of production already\. Choose another name/,
    ],
    [
      'a caller that is not in the mesh',
      'create-service',
      {
        ...created,
        callers: [{ namespace: 'ecotrack', serviceAccount: 'billing' }],
      },
      /callers\[0\]\.serviceAccount: Namespace ecotrack has no service account billing\. There is: /,
    ],
    [
      'a caller of another environment',
      'onboard-service',
      {
        ...onboarded,
        callers: [{ namespace: 'legacy', serviceAccount: 'default' }],
      },
      /callers\[0\]\.namespace: Namespace legacy is not in this environment\. There is: /,
    ],
    [
      'the same where access is asked for',
      'request-access',
      { ...access, from: { namespace: 'ecotrack', serviceAccount: 'nobody' } },
      /from\.serviceAccount: .* no service account nobody/,
    ],
    [
      'a service of another environment',
      'create-service',
      {
        ...created,
        dependencies: [{ namespace: 'shop', service: 'orders', port: 80 }],
      },
      /dependencies\[0\]\.namespace: Namespace shop/,
    ],
    [
      'a host of another environment',
      'create-service',
      {
        ...created,
        externalApis: [{ host: 'orders.shop.svc.cluster.local', port: 80 }],
      },
      /externalApis\[0\]\.host: orders\.shop\.svc\.cluster\.local is a service of a cluster, of this environment or another\./,
    ],
    [
      'an environment that is not there',
      'create-service',
      { ...created, environment: 'mars' },
      /no environment "mars"/,
    ],
    [
      'methods that tier pci needs',
      'onboard-service',
      {
        ...onboarded,
        tier: 'pci',
        callers: [
          {
            namespace: 'ecotrack',
            serviceAccount: 'order-service',
            methods: [],
          },
        ],
      },
      /callers\[0\]\.methods: Tier pci allows nothing that is not listed\./,
    ],
    [
      'a version that does not run',
      'start-canary',
      { ...canary, version: 'v9' },
      /version: .*v9/,
    ],
    [
      'weights that do not sum',
      'wrong-sum',
      {},
      /parameters\.weights.*: .*100/,
    ],
    [
      'a repository at another host',
      'wrong-host',
      {},
      /repoUrl: git\.example\.com is no Gitea that this portal may write to\. Allowed: 127\.0\.0\.1:\d+\./,
    ],
    [
      'what is no address of a repository',
      'no-address',
      {},
      /repoUrl: "returns" is no address of a repository\. Write it as /,
    ],
  ])('ends the run, and writes nothing: %s', async (_, name, values, says) => {
    const before = written();
    const { status, log } = await runs.run(name, values);
    expect(log).toMatch(says);
    expect(status).toBe('failed');
    expect(written()).toEqual(before);
  });
});
