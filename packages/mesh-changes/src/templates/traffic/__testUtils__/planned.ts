import {
  refOf,
  validateSchema,
  type KubeObject,
  type Mesh,
  type RouteAnswer,
} from '@ecotrack/mesh-engine';
import { isSame } from '../../../values/values';
import { ParameterError } from '../../ParameterError';
import type { ChangeTemplate, Plan, PlanContext } from '../../types';
import { ParameterValidator } from '../../validateParameters';
import { trafficTemplates } from '..';

const validator = new ParameterValidator();

export type Given = Readonly<Record<string, unknown>>;

/** A template by its id. */
export function template(id: string): ChangeTemplate {
  const found = trafficTemplates.find(candidate => candidate.id === id);
  if (!found) {
    throw new Error(`No template ${id}`);
  }
  return found;
}

/** The context once a plan is live. */
export function after(
  { mesh, declared }: PlanContext,
  { wanted }: Pick<Plan, 'wanted'>,
): PlanContext {
  return {
    mesh: mesh.with({ upserted: wanted }),
    declared: declared.with({ upserted: wanted }),
  };
}

/** The context with further objects. */
export function having(
  context: PlanContext,
  ...objects: readonly KubeObject[]
): PlanContext {
  return after(context, { wanted: objects });
}

const errorsOf = (mesh: Mesh) =>
  mesh
    .check()
    .filter(({ severity }) => severity === 'error')
    .map(({ code, message }) => `${code} ${message}`);

/** A plan with everything that must hold for any plan. */
interface Proven {
  plan: Plan;
  next: PlanContext;
  problems: string[];
}

/**
 * Plans, and says what is wrong with it: parameters that the schema refuses, objects that an API server or Istio
 * refuses, errors that appear, and a second plan that is not the same.
 */
export function prove(
  id: string,
  parameters: Given,
  context: PlanContext,
): Proven {
  const { plan: planOf } = template(id);
  const refused = validator.validate(template(id), parameters);
  const plan = planOf(parameters, context);
  const next = after(context, plan);
  const known = new Set(errorsOf(context.mesh));
  const again = planOf(parameters, next);
  return {
    plan,
    next,
    problems: [
      ...refused.map(({ field, message }) => `${field}: ${message}`),
      ...plan.wanted
        .flatMap(validateSchema)
        .map(({ field, message }) => `${field}: ${message}`),
      ...errorsOf(next.mesh).filter(error => !known.has(error)),
      ...(JSON.stringify(again.wanted) === JSON.stringify(plan.wanted)
        ? []
        : ['A second plan is another one.']),
    ],
  };
}

/** What `current` says is there, and the objects that planning it would change. */
export function changedByCurrent(
  id: string,
  given: Given,
  { mesh, declared }: PlanContext,
): { parameters: Given; changed: KubeObject[] } {
  const { current, plan } = template(id);
  const parameters = current?.(given, { mesh, declared }) ?? given;
  const { wanted } = plan(parameters, { mesh, declared });
  return {
    parameters,
    changed: wanted.filter(object => !isSame(object, mesh.get(refOf(object)))),
  };
}

/** Why a template refuses parameters; undefined when it does not. */
export function refusal(id: string, parameters: Given, context: PlanContext) {
  try {
    template(id).plan(parameters, context);
    return undefined;
  } catch (error) {
    if (error instanceof ParameterError) {
      return { field: error.field, message: error.message };
    }
    throw error;
  }
}

/** What becomes of a request of a caller in the mesh. */
export function ask(
  { mesh }: PlanContext,
  namespace: string,
  service: string,
  request: { path?: string; headers?: Record<string, string> } = {},
): RouteAnswer {
  const port = mesh.service(namespace, service)?.ports[0].number ?? 0;
  return mesh.route({
    from: { kind: 'sidecar', namespace, labels: {} },
    host: service,
    port,
    method: 'GET',
    path: request.path ?? '/',
    headers: request.headers ?? {},
  });
}

/** Shares of a request's destinations by the names of their workloads. */
export function shares(answer: RouteAnswer): Record<string, number> {
  return Object.fromEntries(
    answer.destinations
      .filter(({ weight }) => weight > 0)
      .map(({ workloads, weight }) => [
        workloads.map(({ name }) => name).join('+'),
        weight,
      ]),
  );
}

/** A Deployment of one version of a service. */
export function deployment(
  namespace: string,
  app: string,
  version: string,
  replicas = 1,
): KubeObject {
  const labels = { app, version };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: `${app}-${version}`, namespace },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: 'app', image: `${app}:${version}` }] },
      },
    },
  };
}
