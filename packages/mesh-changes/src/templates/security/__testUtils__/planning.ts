import {
  validateSchema,
  type KubeObject,
  type Mesh,
} from '@ecotrack/mesh-engine';
import { exampleContext } from '../../../__testUtils__/exampleContext';
import { ParameterError } from '../../ParameterError';
import type { ChangeTemplate, Plan, PlanContext } from '../../types';
import { ParameterValidator } from '../../validateParameters';

const contexts = new Map<string, PlanContext>();

/** An environment of the examples, read once. */
export function environment(folder: string): PlanContext {
  const known = contexts.get(folder) ?? exampleContext(folder);
  contexts.set(folder, known);
  return known;
}

export const PRODUCTION = 'ecotrack/overlays/production';
export const STAGING = 'ecotrack/overlays/staging';
export const DEV = 'ecotrack/overlays/dev';

/** An environment with further objects. */
export function withObjects(
  context: PlanContext,
  ...objects: KubeObject[]
): PlanContext {
  const mesh = context.mesh.with({ upserted: objects });
  return { mesh, declared: mesh };
}

/** An environment after a plan. */
export function after({ mesh }: PlanContext, plan: Plan): PlanContext {
  const changed = mesh.with({ upserted: plan.wanted, removed: plan.removed });
  return { mesh: changed, declared: changed };
}

/** The objects without those that say what proxies know. */
export const withoutScopes = ({ mesh }: PlanContext): KubeObject[] =>
  mesh.all.filter(({ kind }) => kind !== 'Sidecar');

const validator = new ParameterValidator();

/** Fields of parameters that the schema of a template refuses. */
export const problemsOf = <P extends object>(
  template: ChangeTemplate<P>,
  parameters: object,
): string[] =>
  validator
    .validate(template, { ...parameters })
    .map(({ field }) => field)
    .sort();

const errorsOf = (mesh: Mesh): string[] =>
  mesh
    .check()
    .filter(({ severity }) => severity === 'error')
    .map(({ code, object, field }) => JSON.stringify([code, object, field]));

/** What is wrong with a plan whoever asked for it. */
export function faultsOf<P extends object>(
  template: ChangeTemplate<P>,
  parameters: P,
  context: PlanContext,
): string[] {
  const plan = template.plan(parameters, context);
  const next = after(context, plan);
  const known = errorsOf(context.mesh);
  const again = template.plan(parameters, next);
  const once = JSON.stringify(plan.wanted);
  return [
    ...problemsOf(template, parameters).map(each => `parameters ${each}`),
    ...plan.wanted
      .flatMap(validateSchema)
      .map(({ message }) => `schema: ${message}`),
    ...errorsOf(next.mesh)
      .filter(error => !known.includes(error))
      .map(error => `check: ${error}`),
    ...(after(next, again).mesh.all.length === next.mesh.all.length &&
    again.wanted.every(object => once.includes(JSON.stringify(object)))
      ? []
      : ['planning again gives something else']),
  ];
}

/** Objects that a plan makes other than they are. */
export const changedBy = ({ mesh }: PlanContext, plan: Plan): string[] => [
  ...plan.wanted
    .filter(object => {
      const known = mesh
        .objects(object.kind)
        .find(
          ({ metadata }) =>
            metadata.name === object.metadata.name &&
            metadata.namespace === object.metadata.namespace,
        );
      return JSON.stringify(known) !== JSON.stringify(object);
    })
    .map(({ kind, metadata }) => `${kind} ${metadata.name}`),
  ...(plan.removed ?? []).map(({ kind, name }) => `without ${kind} ${name}`),
];

/** The field and the message of the refusal; nothing when there is a plan. */
export function refusalOf(plan: () => unknown): string | undefined {
  try {
    plan();
    return undefined;
  } catch (error) {
    if (error instanceof ParameterError) {
      return `${error.field}: ${error.message}`;
    }
    throw error;
  }
}

/** Whether requests of every workload pass at every service, by caller, service and method. */
export function answersOf(mesh: Mesh): Map<string, string> {
  const answers = new Map<string, string>();
  for (const source of mesh.workloads) {
    for (const service of mesh.services) {
      const [port] = service.ports;
      const [workload] = service.workloads;
      for (const method of workload && port ? ['GET', 'POST'] : []) {
        const { decision } = mesh.authorize({
          source: source.spiffe
            ? { workload: source }
            : { workload: source, principal: null },
          destination: { workload, port: port?.targetPort ?? port?.number },
          protocol: port?.protocol,
          http: { method, path: '/payments', headers: {}, host: service.host },
        });
        answers.set(
          `${source.namespace}/${source.name} ${method} ${service.namespace}/${service.name}`,
          decision,
        );
      }
    }
  }
  return answers;
}

/** Answers that differ after a plan, as `caller method service: before -> after`. */
export function changedAnswers(context: PlanContext, plan: Plan): string[] {
  const before = answersOf(context.mesh);
  return [...answersOf(after(context, plan).mesh)]
    .filter(([question, answer]) => before.get(question) !== answer)
    .map(
      ([question, answer]) =>
        `${question}: ${before.get(question)} -> ${answer}`,
    );
}
