import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { CatalogReader } from './CatalogReader';

const component = (name: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, annotations: { 'backstage.io/kubernetes-id': name } },
});

/** A catalog of two pages, of which a person sees the first only. */
function aCatalog() {
  const asked: string[] = [];
  const state = { isAway: false };
  const catalog = catalogServiceMock.mock({
    async *streamEntities(_, options) {
      const { credentials } = options as { credentials: BackstageCredentials };
      const { type } = credentials.principal as { type: string };
      asked.push(type);
      if (state.isAway) {
        throw new TypeError('connection refused');
      }
      yield [component('cart')];
      if (type === 'service') {
        yield [component('secret')];
      }
    },
  });
  const reader = new CatalogReader({
    catalog,
    auth: mockServices.auth({ pluginId: 'service-mesh' }),
  });
  return { asked, state, reader };
}

const READER = mockCredentials.user('user:default/reader');

describe('CatalogReader', () => {
  beforeEach(() =>
    jest.useFakeTimers({
      now: new Date('2026-03-01T12:00:00Z'),
      advanceTimers: true,
    }),
  );
  afterEach(() => jest.useRealTimers());

  it('reads everything as itself, and knows what the caller may see', async () => {
    const { reader } = aCatalog();
    const reading = await reader.read(READER);
    expect(reading.placed.all.map(({ metadata }) => metadata.name)).toEqual([
      'cart',
      'secret',
    ]);
    expect(reading.maySee('component:default/cart')).toBe(true);
    expect(reading.maySee('component:default/secret')).toBe(false);
    expect(reading.state.state).toBe('live');
  });

  it('asks once in half a minute for everything, and once for each caller', async () => {
    const { reader, asked } = aCatalog();
    await Promise.all([reader.read(READER), reader.read(READER)]);
    await reader.read(mockCredentials.user('user:default/other'));
    expect(asked.sort()).toEqual(['service', 'user', 'user']);
    jest.setSystemTime(new Date('2026-03-01T12:00:31Z'));
    await reader.read(READER);
    expect(asked.slice(3).sort()).toEqual(['service', 'user']);
  });

  it('keeps what it knows while the catalog is away, and says since when', async () => {
    const { reader, state } = aCatalog();
    await reader.read(READER);
    state.isAway = true;
    jest.setSystemTime(new Date('2026-03-01T12:01:00Z'));
    await reader.read(READER);
    const reading = await reader.read(READER);
    expect(reading.state).toMatchObject({
      state: 'stale',
      since: new Date('2026-03-01T12:00:00Z'),
      reason: 'The catalog does not answer (TypeError)',
    });
    expect(reading.maySee('component:default/cart')).toBe(true);
  });

  it('knows nothing of a catalog that never answered', async () => {
    const { reader, state } = aCatalog();
    state.isAway = true;
    const reading = await reader.read(READER);
    expect(reading.state.state).toBe('unavailable');
    expect(reading.placed.all).toEqual([]);
  });
});
