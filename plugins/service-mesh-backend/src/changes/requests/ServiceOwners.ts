import type { AuthService } from '@backstage/backend-plugin-api';
import type { Entities, Gatherer } from '../../answers/Gatherer';
import type { Environment } from '../../environments/Environment';

const KEPT = 30_000;

/** Who owns services by the catalog; asked rarely, since a form asks with every key. */
export class ServiceOwners {
  readonly #gatherer: Gatherer;
  readonly #auth: AuthService;
  readonly #known = new Map<string, { at: number; entities: Entities }>();

  constructor(gatherer: Gatherer, auth: AuthService) {
    this.#gatherer = gatherer;
    this.#auth = auth;
  }

  /** Entity reference; undefined when nobody is known to own it. */
  async ownerOf(
    environment: Environment,
    service: { namespace: string; name: string } | undefined,
  ): Promise<string | undefined> {
    if (!service) {
      return undefined;
    }
    const { byService, ahead } = await this.#entities(environment);
    const key = `${service.namespace}/${service.name}`;
    return (byService.get(key) ?? ahead.get(key))?.owner;
  }

  async #entities(environment: Environment): Promise<Entities> {
    const now = this.#gatherer.now().getTime();
    const known = this.#known.get(environment.name);
    if (known && now - known.at < KEPT) {
      return known.entities;
    }
    const entities = await this.#gatherer.entities(
      environment,
      await this.#auth.getOwnServiceCredentials(),
    );
    if (entities.state.state === 'live') {
      this.#known.set(environment.name, { at: now, entities });
    }
    return entities;
  }
}
