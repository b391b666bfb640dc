import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { ChangePermissions } from '../changes/permissions/changePermissions';
import { serviceOf } from '../changes/subject';
import type { Environment } from '../environments/Environment';
import type { QuestionInput, Window } from '../questions/input';
import {
  answerReadiness,
  answerWorkloadReadiness,
  type MayPropose,
} from '../questions/readiness/answerReadiness';
import type { Gatherer } from './Gatherer';

/** Answers how ready workloads are for the mesh. */
export class ReadinessAnswers {
  readonly #gatherer: Gatherer;
  readonly #permissions: Pick<ChangePermissions, 'judge'>;

  constructor(
    gatherer: Gatherer,
    permissions: Pick<ChangePermissions, 'judge'>,
  ) {
    this.#gatherer = gatherer;
    this.#permissions = permissions;
  }

  async #asked(
    environment: Environment,
    window: Window,
    credentials: BackstageCredentials,
  ): Promise<{ input: QuestionInput; mayPropose: MayPropose }> {
    const entities = await this.#gatherer.entities(environment, credentials);
    const [input, judge] = await Promise.all([
      this.#gatherer.input(environment, window, entities),
      this.#permissions.judge(credentials),
    ]);
    return {
      input,
      mayPropose: ({ template, parameters }) => {
        const service = serviceOf(parameters as JsonObject);
        return judge({
          environment: environment.name,
          template,
          owner:
            service &&
            entities.byService.get(`${service.namespace}/${service.name}`)
              ?.owner,
        });
      },
    };
  }

  async list(
    environment: Environment,
    window: Window,
    credentials: BackstageCredentials,
    filter: { namespace?: string; mesh?: 'in' | 'out' },
  ) {
    const { input, mayPropose } = await this.#asked(
      environment,
      window,
      credentials,
    );
    return answerReadiness(input, mayPropose, filter);
  }

  /** @throws NotFoundError that names the field */
  async workload(
    environment: Environment,
    window: Window,
    credentials: BackstageCredentials,
    {
      namespace,
      kind,
      workload: name,
    }: { namespace: string; kind: string; workload: string },
  ) {
    const { input, mayPropose } = await this.#asked(
      environment,
      window,
      credentials,
    );
    const found = input.mesh.workloads.find(
      workload =>
        workload.namespace === namespace &&
        workload.kind === kind &&
        workload.name === name,
    );
    if (!found) {
      throw new NotFoundError(
        `There is no ${kind} "${name}" in namespace "${namespace}" of ${environment.name} (workload, kind, namespace)`,
      );
    }
    return answerWorkloadReadiness(input, found, mayPropose);
  }
}
