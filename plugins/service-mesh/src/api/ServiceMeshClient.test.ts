import { ServiceMeshClient } from './ServiceMeshClient';

function aClient(respond: (request: Request) => Response) {
  const requests: Request[] = [];
  const client = new ServiceMeshClient({
    discoveryApi: {
      getBaseUrl: async id => `http://portal.test/api/${id}`,
    },
    fetchApi: {
      fetch: async (input, init) => {
        expect(new Request(input, init).url).toEqual(expect.any(String));
        const request = new Request(input, init);
        requests.push(request);
        return respond(request);
      },
    },
  });
  return { client, requests };
}

const query = { environment: 'production', window: '15m' };

describe('ServiceMeshClient', () => {
  it('asks every question at its address', async () => {
    const { client, requests } = aClient(() => Response.json({ items: [] }));

    await expect(client.environments()).resolves.toEqual([]);
    await client.overview(query);
    await client.topology(query);
    await client.topology({ ...query, at: '2026-11-21T10:00:00.000Z' });
    await expect(
      client.latency({
        ...query,
        service: 'shop/payment',
        client: 'shop/order',
      }),
    ).resolves.toBeUndefined();
    await client.mtls(query);
    await client.canaries(query);
    await client.catalogReport(query);
    await client.dependencies({
      entityRef: 'component:default/a',
      window: '6h',
    });
    await client.services(query);
    await client.readiness(query);
    await client.readinessOf({
      ...query,
      namespace: 'shop',
      kind: 'Deployment',
      workload: 'order',
    });
    await client.service({
      ...query,
      namespace: 'shop',
      service: '*.example.com/x',
    });
    await client.onboarding({ ...query, namespace: 'shop', service: 'web' });

    const base = 'http://portal.test/api/service-mesh/v1/environments';
    expect(requests.map(({ url }) => url)).toEqual([
      base,
      `${base}/production/overview?window=15m`,
      `${base}/production/topology?window=15m`,
      `${base}/production/topology?window=15m&at=2026-11-21T10%3A00%3A00.000Z`,
      `${base}/production/latency?window=15m&service=shop%2Fpayment&client=shop%2Forder`,
      `${base}/production/mtls?window=15m`,
      `${base}/production/canaries?window=15m`,
      `${base}/production/catalog?window=15m`,
      'http://portal.test/api/service-mesh/v1/dependencies?entityRef=component%3Adefault%2Fa&window=6h',
      `${base}/production/services?window=15m`,
      `${base}/production/readiness?window=15m`,
      `${base}/production/workloads/shop/Deployment/order/readiness?window=15m`,
      `${base}/production/services/shop/*.example.com%2Fx?window=15m`,
      `${base}/production/services/shop/web/onboarding?window=15m`,
    ]);
  });

  it('asks for changes, and proposes them, at their addresses', async () => {
    const { client, requests } = aClient(() => Response.json({ items: [] }));
    const request = {
      template: 'timeout',
      parameters: { service: 'payment' },
      acknowledgeUnknown: false,
      draft: false,
      dryRun: true,
    };
    await expect(client.changeTemplates()).resolves.toEqual([]);
    await client.changeForm('dev', request);
    await client.proposeChange('dev', request);
    await client.changes({});
    await client.changes({
      environment: 'dev',
      service: 'shop/payment',
      open: true,
    });
    await client.change('a/b');
    await client.actOnChange('c1', { action: 'revert', dryRun: true });

    const base = 'http://portal.test/api/service-mesh/v1';
    expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `GET ${base}/change-templates`,
      `POST ${base}/environments/dev/changes/form`,
      `POST ${base}/environments/dev/changes`,
      `GET ${base}/changes`,
      `GET ${base}/changes?environment=dev&service=shop%2Fpayment&open=true`,
      `GET ${base}/changes/a%2Fb`,
      `POST ${base}/changes/c1/actions`,
    ]);
    await expect(requests[2].json()).resolves.toEqual(request);
    await expect(requests[6].json()).resolves.toEqual({
      action: 'revert',
      dryRun: true,
    });
  });

  it('throws what the back end says when it refuses', async () => {
    const { client } = aClient(() =>
      Response.json(
        {
          error: { name: 'NotAllowedError', message: 'ask the platform team' },
          response: { statusCode: 403 },
        },
        { status: 403, statusText: 'Forbidden' },
      ),
    );
    await expect(client.overview(query)).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 403,
      cause: { name: 'NotAllowedError', message: 'ask the platform team' },
    });
  });

  it('hands the signal on, so that a page that is left stops asking', async () => {
    const { client, requests } = aClient(() => Response.json({ items: [] }));
    const aborter = new AbortController();
    await client.mtls(query, aborter.signal);
    expect(requests[0].signal.aborted).toBe(false);
    aborter.abort();
    expect(requests[0].signal.aborted).toBe(true);
  });
});
