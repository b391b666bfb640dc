import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { ConflictError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { Platform } from '@ecotrack/ecotrack-sim';
import { parse } from 'yaml';

const FILE = /\/([^/]+\/[^/]+)\/src\/branch\/([^/]+)\/(.+)$/;

/** A catalog that registers what stands in the forge, each location once. */
export class TestCatalog {
  readonly locations: string[] = [];
  readonly service: CatalogService;
  /** Why it takes nothing now. */
  problem?: Error;

  constructor(entities: readonly Entity[], forge: Platform['forge']) {
    const registered = new Map<string, Entity>();
    const addLocation: CatalogService['addLocation'] = async ({
      target,
      dryRun,
    }) => {
      if (this.problem) {
        throw this.problem;
      }
      if (!dryRun && this.locations.includes(target)) {
        throw new ConflictError(`Location ${target} already exists`);
      }
      const [, name = '', branch = '', path = ''] = FILE.exec(target) ?? [];
      const files = await forge.repository(name).files(branch);
      const entity: Entity = parse(files.get(path) ?? '');
      if (!dryRun) {
        this.locations.push(target);
        registered.set(stringifyEntityRef(entity), entity);
      }
      return {
        location: {
          id: 'location',
          type: 'url',
          target,
          entityRef: 'location:default/test',
        },
        entities: [entity],
        exists: this.locations.includes(target),
      };
    };
    const seeded = catalogServiceMock({ entities: [...entities] });
    const getEntityByRef: CatalogService['getEntityByRef'] = async (
      ref,
      options,
    ) =>
      registered.get(typeof ref === 'string' ? ref : stringifyEntityRef(ref)) ??
      seeded.getEntityByRef(ref, options);
    this.service = Object.assign(
      catalogServiceMock({ entities: [...entities] }),
      {
        addLocation,
        getEntityByRef,
      },
    );
  }
}
