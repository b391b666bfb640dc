import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type { Onboarding } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { Gatherer } from '../answers/Gatherer';
import type { ChangeStore } from '../changes/store/ChangeStore';
import type { Environment } from '../environments/Environment';
import type { Window } from '../questions/input';
import { answerOnboarding } from './answerOnboarding';
import { isThere, subjectOf } from './factsOf';

/** Changes of one service that are looked at, newest first. */
const CHANGES = 50;

/** Answers how far services are on their way into the mesh. */
export class OnboardingAnswers {
  readonly #gatherer: Gatherer;
  readonly #changes: Pick<ChangeStore, 'list'>;

  constructor(gatherer: Gatherer, changes: Pick<ChangeStore, 'list'>) {
    this.#gatherer = gatherer;
    this.#changes = changes;
  }

  /** @throws NotFoundError when neither the cluster nor a change knows the service */
  async onboarding(
    environment: Environment,
    window: Window,
    credentials: BackstageCredentials,
    namespace: string,
    name: string,
  ): Promise<Onboarding> {
    const entities = await this.#gatherer.entities(environment, credentials);
    const [input, readings, changes] = await Promise.all([
      this.#gatherer.input(environment, window, entities),
      this.#gatherer.onboarding(environment),
      this.#changes.list({
        environments: [environment.name],
        service: `${namespace}/${name}`,
        limit: CHANGES,
      }),
    ]);
    const subject = subjectOf(input, namespace, name);
    const isKnown = isThere(subject) || changes.length > 0;
    if (!isKnown && input.kubernetes.state !== 'unavailable') {
      throw new NotFoundError(
        `There is no service "${name}" in namespace "${namespace}" of ${environment.name}, and no change that brings it (service, namespace)`,
      );
    }
    return answerOnboarding(input, subject, {
      ...readings,
      changes,
      declarations: entities.declarations,
    });
  }
}
