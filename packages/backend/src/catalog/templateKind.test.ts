import { resolve } from 'node:path';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import templateKind from './templateKind';

jest.setTimeout(60_000);

describe('the catalog of the demonstration', () => {
  it('has the software templates and the services', async () => {
    const backend = await startTestBackend({
      features: [
        catalogPlugin,
        templateKind,
        mockServices.rootConfig.factory({
          data: {
            catalog: {
              processingInterval: { seconds: 1 },
              rules: [
                {
                  allow: [
                    'API',
                    'Component',
                    'Domain',
                    'Group',
                    'Location',
                    'Resource',
                    'System',
                    'Template',
                    'User',
                  ],
                },
              ],
              locations: [
                {
                  type: 'file',
                  target: resolve(
                    __dirname,
                    '../../../../examples/catalog/all.yaml',
                  ),
                },
              ],
            },
          },
        }),
      ],
    });
    const namesOf = async (kind: string) => {
      const response = await fetch(
        `http://localhost:${backend.server.port()}/api/catalog/entities?filter=kind=${kind}`,
        { headers: { authorization: mockCredentials.user.header() } },
      );
      const entities: { metadata: { name: string } }[] = await response.json();
      return entities.map(({ metadata }) => metadata.name).sort();
    };
    const deadline = Date.now() + 30_000;
    while ((await namesOf('template')).length < 3 && Date.now() < deadline) {
      await new Promise(done => setTimeout(done, 250));
    }
    expect(await namesOf('template')).toEqual(
      expect.arrayContaining([
        'add-external-api',
        'request-access',
        'start-canary',
      ]),
    );
    expect(await namesOf('component')).toContain('payment-service');
    expect(await namesOf('group')).toContain('platform-team');
  });
});
