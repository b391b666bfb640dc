import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  DEFAULT_NAMESPACE,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import type { CatalogReader, CatalogReading } from '../catalog/CatalogReader';
import { summarize } from '../catalog/summarize';
import type { Environment } from '../environments/Environment';
import type { EnvironmentRegistry } from '../environments/EnvironmentRegistry';
import type { EnvironmentPermissions } from '../permissions/environmentPermissions';
import { answerCatalog } from '../questions/catalog/answerCatalog';
import { answerDependencies } from '../questions/dependencies/answerDependencies';
import {
  dependencyInput,
  type DependencyInput,
} from '../questions/dependencies/input';
import type { Window } from '../questions/input';
import { freshness, lastHour, type Gatherer } from './Gatherer';

/** @throws InputError that names the field */
function readEntityRef(text: string): string {
  try {
    return stringifyEntityRef(
      parseEntityRef(text, {
        defaultKind: 'component',
        defaultNamespace: DEFAULT_NAMESPACE,
      }),
    );
  } catch {
    throw new InputError(
      `entityRef must be the reference of an entity, such as component:default/order-service; it is "${text}"`,
    );
  }
}

/** Compares the catalog with what environments have and were seen to do. */
export class CatalogAnswers {
  readonly #gatherer: Gatherer;
  readonly #catalog: CatalogReader;
  readonly #registry: EnvironmentRegistry;
  readonly #permissions: EnvironmentPermissions;

  constructor(options: {
    gatherer: Gatherer;
    catalog: CatalogReader;
    registry: EnvironmentRegistry;
    permissions: EnvironmentPermissions;
  }) {
    this.#gatherer = options.gatherer;
    this.#catalog = options.catalog;
    this.#registry = options.registry;
    this.#permissions = options.permissions;
  }

  async report(
    environment: Environment,
    window: Window,
    credentials: BackstageCredentials,
  ) {
    const [reading, [readable]] = await Promise.all([
      this.#catalog.read(credentials),
      this.#environments(credentials),
    ]);
    return answerCatalog(
      await this.#input(environment, window, reading),
      readable
        .filter(other => other !== environment)
        .map(other => ({ name: other.name, snapshot: other.snapshot() })),
    );
  }

  /** @throws NotFoundError or InputError that name the field */
  async dependencies(
    entityRef: string,
    window: Window,
    credentials: BackstageCredentials,
  ) {
    const ref = readEntityRef(entityRef);
    const [reading, [readable, denied]] = await Promise.all([
      this.#catalog.read(credentials),
      this.#environments(credentials),
    ]);
    const entity = reading.declarations.entity(ref);
    if (!entity || !reading.maySee(ref)) {
      throw new NotFoundError(
        reading.state.state === 'unavailable'
          ? `${reading.state.reason} (entityRef)`
          : `There is no component or resource "${ref}" that you may see (entityRef)`,
      );
    }
    return answerDependencies(
      summarize(entity),
      window,
      await Promise.all(
        readable.map(environment => this.#input(environment, window, reading)),
      ),
      denied.map(({ name }) => name),
    );
  }

  /** Those that the caller may read, and the others. */
  async #environments(
    credentials: BackstageCredentials,
  ): Promise<[Environment[], Environment[]]> {
    const { all } = this.#registry;
    const may = await this.#permissions.mayRead(all, credentials);
    return [
      all.filter((_, index) => may[index]),
      all.filter((_, index) => !may[index]),
    ];
  }

  async #input(
    environment: Environment,
    window: Window,
    reading: CatalogReading,
  ): Promise<DependencyInput> {
    const { end } = lastHour(this.#gatherer.now());
    const [input, history] = await Promise.all([
      this.#gatherer.input(environment, window),
      environment.read(
        `history ${window.seconds}`,
        source => source.history(window.seconds, end),
        freshness(window),
      ),
    ]);
    return dependencyInput(input, reading, history);
  }
}
