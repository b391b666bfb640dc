import type { Platform } from '@ecotrack/ecotrack-sim';
import { eventually } from './__testUtils__/eventually';
import { returnsService } from './__testUtils__/returnsService';
import { startPlugin } from './__testUtils__/startPlugin';

jest.setTimeout(120_000);

type Problem = { field: string; message: string };

/** What is refused, and that nothing of it was written. */
function refusals(
  started: Awaited<ReturnType<typeof startPlugin>>,
  environment: string,
) {
  const repository = started.platform.forge.repository('platform/mesh-gitops');
  return async (template: string, parameters: object): Promise<Problem[]> => {
    const path = `/environments/${environment}/changes`;
    const { body } = await started.post(path, { template, parameters });
    const { problems, blockedBy } = body.preview;
    const { status, body: refused } = await started.post(path, {
      template,
      parameters,
      dryRun: false,
      acknowledgeUnknown: true,
    });
    expect({ status, name: refused.error?.name }).toEqual({
      status: 400,
      name: 'InputError',
    });
    expect(blockedBy).not.toEqual([]);
    expect(refused.error.message).toContain(problems[0].message);
    expect([...repository.branches.keys()]).toEqual(['main']);
    expect(repository.pulls.list('all')).toEqual([]);
    return problems;
  };
}

describe('bad input in an environment', () => {
  let started: Awaited<ReturnType<typeof startPlugin>>;
  let refused: ReturnType<typeof refusals>;

  beforeAll(async () => {
    started = await startPlugin();
    refused = refusals(started, 'production');
  });

  afterAll(() => started?.stop());

  it.each<[string, object, Problem]>([
    [
      'a name that is no DNS label',
      { service: 'Returns_Service' },
      { field: 'service', message: '' },
    ],
    [
      'a namespace that is no DNS label',
      { namespace: 'a.b' },
      { field: 'namespace', message: '' },
    ],
    [
      'a namespace that does not exist',
      { namespace: 'moon' },
      {
        field: 'namespace',
        message: 'Name one of them, or turn on createNamespace.',
      },
    ],
    [
      'a caller that is not in the mesh',
      { callers: [{ namespace: 'ecotrack', serviceAccount: 'nobody' }] },
      {
        field: 'callers[0].serviceAccount',
        message: 'Namespace ecotrack has no service account nobody. There is: ',
      },
    ],
    [
      'a dependency that is not there',
      {
        dependencies: [
          { namespace: 'ecotrack', service: 'refunds', port: 8080 },
        ],
      },
      {
        field: 'dependencies[0].service',
        message: 'Namespace ecotrack has no service refunds. There is: ',
      },
    ],
    [
      'a data store that is not there',
      { dataStores: [{ kind: 'postgresql', namespace: 'data', port: 5432 }] },
      {
        field: 'dataStores[0].service',
        message: 'Namespace data has no service postgresql. There is: kafka',
      },
    ],
    [
      'a data store at another port',
      { dataStores: [{ kind: 'kafka', namespace: 'data', port: 1 }] },
      {
        field: 'dataStores[0].port',
        message: 'Service kafka has no port 1. There is: 9092.',
      },
    ],
    [
      'a host of another mesh',
      {
        dependencies: [
          { host: 'governor.tai-system.svc.cluster.local', port: 50051 },
        ],
      },
      {
        field: 'dependencies[0].host',
        message: 'This environment knows no host governor.tai-system',
      },
    ],
  ])('is refused: %s', async (_, wrong, { field, message }) => {
    const problems = await refused(returnsService.template, {
      ...returnsService.parameters,
      ...wrong,
    });
    expect(problems).toEqual([
      { field, message: expect.stringContaining(message) },
    ]);
    expect(problems[0].message.length).toBeGreaterThan(20);
  });

  it('tells nothing of environments that the caller may not read', async () => {
    const [{ message }] = await refused(returnsService.template, {
      ...returnsService.parameters,
      namespace: 'tai-system',
    });
    expect(message).not.toContain('environment closed');
  });

  it.each([
    [{ v1: 70, v2: 20 }, /100/],
    [{ v1: 0, v2: 0 }, /100/],
    [{ v1: 110, v2: -10 }, /./],
  ])('is refused: weights %j', async (weights, message) => {
    const [problem] = await refused('traffic-weights', {
      namespace: 'ecotrack',
      service: 'payment-service',
      weights: Object.entries(weights).map(([version, weight]) => ({
        version,
        weight,
      })),
    });
    expect(problem.field).toMatch(/^weights/);
    expect(problem.message).toMatch(message);
  });
});

describe('environments that share a cluster', () => {
  let started: Awaited<ReturnType<typeof startPlugin>>;
  let refused: ReturnType<typeof refusals>;

  const maily = ({ clusters, forgeUrl }: Platform) =>
    ['production', 'staging'].map(name => ({
      name: `maily-${name}`,
      mesh: 'Maily',
      cluster: 'maily',
      namespaces: [`maily-${name}`],
      sharedNamespaces: ['istio-system', 'argocd'],
      repository: {
        path: `maily/${name}`,
        url: `${forgeUrl}/platform/mesh-gitops`,
      },
      prometheus: { url: clusters[0].prometheusUrl },
    }));

  beforeAll(async () => {
    started = await startPlugin({ cluster: 'maily', environments: maily });
    await eventually(
      () => started.get('/maily-staging/overview'),
      ({ body }) => body.sources?.kubernetes.state === 'live',
    );
    refused = refusals(started, 'maily-production');
  });

  afterAll(() => started?.stop());

  const digest = {
    namespace: 'maily-production',
    service: 'digest',
    tier: 'external-facing',
    runtime: 'go',
    image: 'registry.maily.example.com/digest:v1',
    ports: [{ protocol: 'http', number: 8080 }],
    callers: [],
  };

  it.each<[string, object, Problem]>([
    [
      'a namespace of another',
      { namespace: 'maily-staging' },
      {
        field: 'namespace',
        message: 'maily-staging is in environment production, maily-staging.',
      },
    ],
    [
      'a namespace of another that would be made',
      { namespace: 'maily-staging', createNamespace: true },
      {
        field: 'namespace',
        message:
          'Namespace maily-staging does not belong to environment maily-production, which has maily-production.',
      },
    ],
    [
      'a dependency that only another has',
      {
        dependencies: [
          { namespace: 'maily-staging', service: 'ai-service', port: 8080 },
        ],
      },
      {
        field: 'dependencies[0].namespace',
        message: 'maily-staging is in environment production, maily-staging.',
      },
    ],
    [
      'a host of the cluster that only another has',
      {
        dependencies: [
          { host: 'ai-service.maily-staging.svc.cluster.local', port: 8080 },
        ],
      },
      {
        field: 'dependencies[0].host',
        message:
          'ai-service.maily-staging.svc.cluster.local is in environment production, maily-staging.',
      },
    ],
    [
      'a host that another has at the gateway',
      { ingress: { host: 'staging.maily.example.com', paths: ['/digest'] } },
      {
        field: 'ingress.host',
        message:
          'staging.maily.example.com is a host of environment production. Use one of maily-production, or ask for it there.',
      },
    ],
  ])('are kept apart: %s', async (_, wrong, { field, message }) => {
    expect(await refused('onboard-service', { ...digest, ...wrong })).toEqual([
      { field, message: expect.stringContaining(message) },
    ]);
  });

  it('have their own', async () => {
    const { body } = await started.post(
      '/environments/maily-production/changes',
      {
        template: 'onboard-service',
        parameters: {
          ...digest,
          ingress: { host: 'app.maily.example.com', paths: ['/digest'] },
        },
      },
    );
    expect(body.preview).toMatchObject({ problems: [], blockedBy: [] });
  });
});
