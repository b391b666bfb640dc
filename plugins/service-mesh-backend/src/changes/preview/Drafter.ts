import { InputError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type {
  ChangeCheck,
  ChangedFile,
  ChangeEffect,
  ParameterProblem,
  Sources,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import {
  applyPlan,
  EditError,
  ParameterError,
  ParameterValidator,
  type ChangeTemplate,
  type EditedFiles,
  type FileEdit,
  type ObjectEdit,
} from '@ecotrack/mesh-changes';
import { impact, type Impact, type Mesh } from '@ecotrack/mesh-engine';
import type { Environment } from '../../environments/Environment';
import { sourcesOf } from '../../questions/input';
import type { EnvironmentRepository } from '../repositories/environmentRepository';
import { assertWritable } from '../repositories/assertWritable';
import type { CommitFiles } from '../repositories/GitReader';
import type { ChangeConflict } from '../types';
import type { ChangeContext, ChangeContexts } from './ChangeContexts';
import { checksOf, notRenderedSentences, refusedChecks } from './checksOf';
import { currentOf } from './currentOf';
import { diffOf } from './diffOf';
import { effectOf, NO_EFFECT } from './effectOf';
import { planOf, type Planned, type Wish } from './planOf';

/** A change as it would be made at one commit. */
export interface Draft {
  title: string;
  notes: string[];
  problems: ParameterProblem[];
  conflicts: ChangeConflict[];
  edits: readonly FileEdit[];
  objects: readonly ObjectEdit[];
  files: ChangedFile[];
  alsoChanged: readonly string[];
  checks: ChangeCheck[];
  effect: ChangeEffect;
  /** Git declares already what is asked for. */
  unchanged: boolean;
  commit: string;
  sources: Sources;
}

function whatIsUnknown(
  context: ChangeContext,
  edited: EditedFiles,
  hasTraffic: boolean,
): string[] {
  const { state, since } = context.kubernetes;
  return [
    ...notRenderedSentences(edited),
    ...(state === 'live'
      ? []
      : [
          `The cluster does not answer${
            since ? ` since ${since.toISOString()}` : ''
          }, so what runs in it is ${
            state === 'stale' ? 'as it was then' : 'not known'
          }.`,
        ]),
    ...(hasTraffic
      ? []
      : [
          'No telemetry answers, so how many requests it touches is not known.',
        ]),
  ];
}

function after(mesh: Mesh, { objects }: EditedFiles): Mesh {
  return mesh.with({
    upserted: objects.flatMap(edit => edit.after ?? []),
    removed: objects.flatMap(edit => (edit.after ? [] : [edit.ref])),
  });
}

/** Plans changes and judges them, without writing anything. */
export class Drafter {
  readonly #contexts: ChangeContexts;
  readonly #validator = new ParameterValidator();

  constructor(contexts: ChangeContexts) {
    this.#contexts = contexts;
  }

  context(
    environment: Environment,
    { layout }: EnvironmentRepository,
    files: CommitFiles,
  ): ChangeContext {
    return this.#contexts.at(environment, layout, files);
  }

  /** Requests that were seen lately, as far as telemetry tells. */
  calls(environment: Environment): ReturnType<ChangeContexts['calls']> {
    return this.#contexts.calls(environment);
  }

  /** What a form begins with. */
  current(
    template: ChangeTemplate,
    given: JsonObject,
    context: ChangeContext,
  ): object {
    return currentOf(template, given, context, this.#validator);
  }

  async draft(
    environment: Environment,
    target: EnvironmentRepository,
    files: CommitFiles,
    wish: Wish,
  ): Promise<Draft> {
    const context = this.context(environment, target, files);
    const { calls, state: telemetry } = await this.#contexts.calls(environment);
    const base = {
      commit: files.commit,
      sources: sourcesOf({
        kubernetes: context.kubernetes,
        telemetry,
        snapshotVersion: context.snapshotVersion,
      }),
    };
    const problems =
      'template' in wish
        ? this.#validator.validate(wish.template, wish.parameters)
        : [];
    if (problems.length > 0) {
      return { ...this.#refused(wish, problems), ...base };
    }
    let planned: Planned;
    let edited: EditedFiles;
    try {
      planned = planOf(wish, context);
    } catch (error) {
      if (error instanceof ParameterError) {
        const { field, message } = error;
        return { ...this.#refused(wish, [{ field, message }]), ...base };
      }
      throw error;
    }
    try {
      edited = applyPlan(
        context.files,
        context.layout,
        planned.plan,
        context.mesh,
        context.reader,
      );
      assertWritable(edited.files, context.tree);
    } catch (error) {
      if (error instanceof EditError || error instanceof InputError) {
        const { message } = error;
        return { ...this.#refused(wish, [], message), ...base };
      }
      throw error;
    }
    const unknown = whatIsUnknown(context, edited, calls !== undefined);
    const effects: Impact = impact(
      context.mesh,
      after(context.mesh, edited),
      calls,
    );
    return {
      ...base,
      title: planned.plan.title,
      notes: [...(planned.plan.notes ?? [])],
      problems: [],
      conflicts: planned.conflicts,
      edits: edited.files,
      objects: edited.objects,
      files: edited.files.map(diffOf),
      alsoChanged: edited.alsoChanged,
      checks: checksOf(edited, effects, unknown, context.now),
      effect: effectOf(effects, unknown),
      unchanged: edited.files.length === 0,
    };
  }

  #refused(
    wish: Wish,
    problems: ParameterProblem[],
    fileProblem?: string,
  ): Omit<Draft, 'commit' | 'sources'> {
    return {
      title:
        'template' in wish
          ? wish.template.title
          : `Take back: ${wish.reverts.title}`,
      notes: [],
      problems,
      conflicts: [],
      edits: [],
      objects: [],
      files: [],
      alsoChanged: [],
      checks: refusedChecks(problems, fileProblem),
      effect: NO_EFFECT,
      unchanged: false,
    };
  }
}
