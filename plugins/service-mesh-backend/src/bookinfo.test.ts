import { existsSync } from 'node:fs';
import type { Server } from 'node:http';
import { resolve } from 'node:path';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import { serviceMeshPlugin } from './plugin';

jest.setTimeout(40_000);

const SHARED =
  process.env.MESH_SHARED_DIR ?? resolve(__dirname, '../../../../shared');
const BOOKINFO = resolve(SHARED, 'data/bookinfo');
const describeWithBookinfo = existsSync(BOOKINFO) ? describe : describe.skip;

describeWithBookinfo('Bookinfo as an environment', () => {
  it('shows its services, routes and modes, which nobody prepared', async () => {
    const backend = await startTestBackend({
      features: [
        serviceMeshPlugin,
        catalogServiceMock.factory(),
        mockServices.rootConfig.factory({
          data: {
            serviceMesh: {
              environments: [{ name: 'bookinfo', manifests: BOOKINFO }],
            },
          },
        }),
      ],
    });
    const get = async (question: string) => {
      const { status, body } = await request(
        backend.server as unknown as Server,
      ).get(`/api/service-mesh/v1/environments/bookinfo/${question}`);
      expect({ question, status }).toEqual({ question, status: 200 });
      return body;
    };
    const { items: services, sources } = await get('services');
    const names = services.map(({ name }: { name: string }) => name);
    expect(names.sort()).toEqual([
      'details',
      'details-v1',
      'mysqldb',
      'productpage',
      'productpage-v1',
      'ratings',
      'ratings-v1',
      'reviews',
      'reviews-v1',
      'reviews-v2',
      'reviews-v3',
    ]);
    expect(sources).toMatchObject({
      kubernetes: { state: 'live' },
      telemetry: {
        state: 'unavailable',
        reason: 'No Prometheus is configured for this environment.',
      },
    });

    const { items: ports } = await get('mtls');
    expect(
      ports.map(({ service }: { service: string }) => service).sort(),
    ).toEqual(['details', 'mysqldb', 'productpage', 'ratings', 'reviews']);
    for (const { configured, observed } of ports) {
      expect(configured.because.length).toBeGreaterThan(0);
      expect(observed).toMatchObject({ mtlsShare: null });
      expect(observed.reason).toBeTruthy();
    }

    const { items: canaries } = await get('canaries');
    expect(canaries).toContainEqual(
      expect.objectContaining({
        service: 'reviews',
        source: 'virtualservice',
        observed: null,
      }),
    );

    const reviews = await get('services/default/reviews');
    expect(
      reviews.workloads.map(({ version }: { version: string }) => version),
    ).toEqual(['v1', 'v2', 'v3']);
    const kinds = reviews.objects.map(({ kind }: { kind: string }) => kind);
    expect(kinds).toEqual(
      expect.arrayContaining(['VirtualService', 'DestinationRule']),
    );
    await backend.stop();
  });
});

describe('an environment that is not there', () => {
  it.each([
    [
      { name: 'a', manifests: './there-is-no-such-folder' },
      'serviceMesh.environments[0].manifests',
    ],
    [{ name: 'a', cluster: 'unknown' }, 'serviceMesh.environments[0].cluster'],
    [{ name: 'a' }, 'serviceMesh.environments[0]'],
  ])('does not start with %j, and names %s', async (environment, path) => {
    await expect(
      startTestBackend({
        features: [
          serviceMeshPlugin,
          catalogServiceMock.factory(),
          mockServices.rootConfig.factory({
            data: { serviceMesh: { environments: [environment] } },
          }),
        ],
      }),
    ).rejects.toThrow(path);
  });
});
