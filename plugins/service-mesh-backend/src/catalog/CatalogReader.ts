import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { KeptReadings } from '../sources/telemetry/KeptReadings';
import type { SourceState } from '../sources/telemetry/types';
import { Declarations } from './Declarations';
import { PlacedEntities } from './PlacedEntities';

/** All components and resources of the catalog, whoever asks, and which of them the caller may see. */
export interface CatalogReading {
  state: SourceState;
  declarations: Declarations;
  placed: PlacedEntities;
  maySee(ref: string): boolean;
}

const FRESH = 30_000;
const PAGE = 500;
const KINDS = { kind: ['Component', 'Resource'] };
const NAMES = ['kind', 'metadata.name', 'metadata.namespace'];
const FIELDS = [
  ...NAMES,
  'metadata.title',
  'metadata.annotations',
  'relations',
];
const WORST_FIRST: SourceState['state'][] = ['unavailable', 'stale', 'live'];

function nameOf({ principal }: BackstageCredentials): string {
  const { userEntityRef, subject } = principal as {
    userEntityRef?: string;
    subject?: string;
  };
  return `${userEntityRef} ${subject}`;
}

/**
 * Reads the catalog as a whole, page by page, at most once in half a minute. It is read as the plugin itself, so that a
 * service is not called missing whose entity the caller may not see, and once more for the names that the caller may.
 */
export class CatalogReader {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #kept = new KeptReadings();

  constructor(options: { catalog: CatalogService; auth: AuthService }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
  }

  async read(credentials: BackstageCredentials): Promise<CatalogReading> {
    const [all, seen] = await Promise.all([
      this.#kept.read('all', () => this.#all(), FRESH),
      this.#kept.read(
        `names for ${nameOf(credentials)}`,
        () => this.#names(credentials),
        FRESH,
      ),
    ]);
    const [state] = [all.state, seen.state].sort(
      (a, b) => WORST_FIRST.indexOf(a.state) - WORST_FIRST.indexOf(b.state),
    );
    return {
      ...(all.value ?? {
        declarations: new Declarations([]),
        placed: new PlacedEntities([]),
      }),
      state,
      maySee: ref => seen.value?.has(ref) ?? false,
    };
  }

  async #all() {
    const entities = await this.#pages(
      FIELDS,
      await this.#auth.getOwnServiceCredentials(),
    );
    return {
      declarations: new Declarations(entities),
      placed: new PlacedEntities(entities),
    };
  }

  async #names(credentials: BackstageCredentials): Promise<Set<string>> {
    const entities = await this.#pages(NAMES, credentials);
    return new Set(entities.map(entity => stringifyEntityRef(entity)));
  }

  async #pages(
    fields: string[],
    credentials: BackstageCredentials,
  ): Promise<Entity[]> {
    const entities: Entity[] = [];
    try {
      const pages = this.#catalog.streamEntities(
        { filter: KINDS, fields, pageSize: PAGE },
        { credentials },
      );
      for await (const page of pages) {
        entities.push(...page);
      }
    } catch (error) {
      throw new Error(
        `The catalog does not answer (${(error as Error).name})`,
        { cause: error },
      );
    }
    return entities;
  }
}
