import type { Entity } from '@backstage/catalog-model';
import type {
  CatalogProcessorCache,
  CatalogProcessorResult,
} from '@backstage/plugin-catalog-node';
import {
  ANNOTATION_OBSERVED_DEPENDENCIES,
  readObservedDependencies,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { ObservedCalls } from './ObservedCalls';
import { ObservedCallsProcessor } from './ObservedCallsProcessor';

const NOW = Date.parse('2026-11-21T09:00:00.000Z');
const location = { type: 'url', target: 'http://example.com' };

const order: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'order', namespace: 'default' },
};

/** One run of the catalog's processing: what is put into the cache is read in the next one. */
async function process(calls: ObservedCalls, state: Map<string, unknown>) {
  const before = new Map(state);
  const cache = {
    get: async (key: string) => before.get(key),
    set: async (key: string, value: unknown) => void state.set(key, value),
  } as CatalogProcessorCache;
  const emitted: CatalogProcessorResult[] = [];
  const emit = (result: CatalogProcessorResult) => emitted.push(result);
  const processor = new ObservedCallsProcessor(calls);
  const entity = await processor.preProcessEntity(
    order,
    location,
    emit,
    location,
    cache,
  );
  await processor.postProcessEntity(entity, location, emit, cache);
  return { entity, emitted };
}

const start = () =>
  new ObservedCalls({ environments: ['dev'], keep: 1000, now: () => NOW });

describe('ObservedCallsProcessor', () => {
  it('leaves an entity alone that calls nobody', async () => {
    const { entity, emitted } = await process(start(), new Map());
    expect(entity).toBe(order);
    expect(emitted).toEqual([]);
  });

  it('names the 50 busiest of many calls, and relates to all', async () => {
    const calls = start();
    calls.add(
      Array.from({ length: 60 }, (_, index) => ({
        source: 'component:default/order',
        dependency: {
          target: `component:default/s${index}`,
          environment: 'dev',
          requestRate: index + 1,
        },
      })),
    );
    const state = new Map();
    const { entity, emitted } = await process(calls, state);
    const named = readObservedDependencies(
      entity.metadata.annotations?.[ANNOTATION_OBSERVED_DEPENDENCIES],
    ).map(({ target }) => target);
    expect(named).toHaveLength(50);
    expect(named).toContain('component:default/s59');
    expect(named).not.toContain('component:default/s9');
    expect(emitted).toHaveLength(120);

    await expect(process(start(), state)).resolves.toEqual({
      entity,
      emitted,
    });
  });
});
