import {
  describeRef,
  refKey,
  refOf,
  type KubeObject,
  type Mesh,
  type MeshService,
  type ObjectRef,
  type Workload,
} from '@ecotrack/mesh-engine';
import { isSame } from '../../values/values';
import { ParameterError } from '../ParameterError';
import type { Caller } from '../security/common/callers';
import { requireService } from '../security/common/find';
import type { Plan, PlanContext } from '../types';
import type { OnboardParameters } from './types';

/** An edit of another template: objects, and what goes. */
type Edit = Pick<Plan, 'wanted' | 'removed'>;

/** Objects of a service that is taken into the mesh; each part sees those of the parts before it. */
export class Onboarding {
  readonly #before: PlanContext;
  readonly #wanted = new Map<string, KubeObject>();
  readonly #removed = new Map<string, ObjectRef>();
  readonly #notes = new Set<string>();
  #context: PlanContext;

  constructor(readonly given: OnboardParameters, context: PlanContext) {
    this.#before = context;
    this.#context = context;
  }

  /** The environment with what is planned so far. */
  get context(): PlanContext {
    return this.#context;
  }

  get mesh(): Mesh {
    return this.#context.mesh;
  }

  /** The service, once it is planned. */
  get service(): MeshService {
    return requireService(this.mesh, this.given.namespace, this.given.service);
  }

  get workloads(): readonly Workload[] {
    return this.service.workloads;
  }

  /** The identity of the service as a caller. */
  get account(): Required<Caller> {
    const { namespace, service } = this.given;
    return {
      namespace,
      serviceAccount: this.workloads[0]?.serviceAccount ?? service,
    };
  }

  get selector(): Readonly<Record<string, string>> {
    return this.service.selector ?? {};
  }

  note(...sentences: string[]): void {
    sentences.forEach(sentence => this.#notes.add(sentence));
  }

  /** Objects as they shall be; one that only the cluster has cannot be edited, and a note says what it lacks. */
  put(...objects: readonly KubeObject[]): void {
    for (const object of objects) {
      const ref = refOf(object);
      const known = this.#before.mesh.get(ref);
      const isElsewhere = known && !this.#before.declared.get(ref);
      if (isElsewhere && !isSame(known, object)) {
        this.note(
          `${describeRef(
            ref,
          )} is in the cluster and not among the files, so it stays as it is. Bring it in line where it comes from.`,
        );
      } else {
        this.#wanted.set(refKey(ref), object);
        this.#move({ wanted: [object] });
      }
    }
  }

  /** What another template plans for the environment as it is by now. */
  take({ wanted, removed = [] }: Edit): void {
    this.put(...wanted);
    removed.forEach(ref => this.#removed.set(refKey(ref), ref));
    this.#move({ wanted: [], removed });
  }

  /** Takes objects out of sight that will be made anew. */
  forget(refs: readonly ObjectRef[]): void {
    this.#move({ wanted: [], removed: refs });
  }

  #move({ wanted, removed }: Edit): void {
    const { mesh, declared } = this.#context;
    this.#context = {
      mesh: mesh.with({ upserted: wanted, removed }),
      declared: declared.with({ upserted: wanted, removed }),
    };
  }

  plan(title: string): Plan {
    return {
      title,
      wanted: [...this.#wanted.values()],
      removed: [...this.#removed.values()],
      notes: [...this.#notes],
      group: this.given.service,
    };
  }
}

/** Runs what other templates do, with the fields of their refusals named as in the form of this one. */
export function asField<T>(
  fieldOf: (field: string) => string,
  run: () => T,
): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof ParameterError) {
      throw new ParameterError(fieldOf(error.field), error.message);
    }
    throw error;
  }
}
