import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import type { ParameterProblem } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { KubeObject, Mesh } from '@ecotrack/mesh-engine';
import type { Environment } from '../../environments/Environment';
import type { EnvironmentRegistry } from '../../environments/EnvironmentRegistry';
import type { EnvironmentPermissions } from '../../permissions/environmentPermissions';
import { refusedChecks } from '../preview/checksOf';
import type { Draft } from '../preview/Drafter';
import { fieldOf, fieldsOf, valueAt } from './parameterFields';

type Place = { namespace?: string; value: string };

/** Whether a mesh has what a field names, by the last word of the field. */
const HAS: Readonly<Record<string, (mesh: Mesh, place: Place) => boolean>> = {
  namespace: (mesh, { value }) =>
    mesh.namespaces.has(value) || mesh.usedNamespaces.has(value),
  service: (mesh, { namespace = '', value }) =>
    mesh.service(namespace, value) !== undefined,
  serviceAccount: (mesh, { namespace, value }) =>
    mesh
      .objects('ServiceAccount', '')
      .some(
        ({ metadata }) =>
          metadata.namespace === namespace && metadata.name === value,
      ),
  host: (mesh, { value }) => mesh.serviceByHost(value) !== undefined,
};

const ROUTES = ['VirtualService', 'HTTPRoute'];

/** Hosts that a route takes from a gateway. */
function hostsFrom({ kind, spec = {} }: KubeObject): string[] {
  const { gateways, hosts, hostnames } = spec as Record<string, unknown>;
  const isAtGateway =
    Array.isArray(gateways) && gateways.some(name => name !== 'mesh');
  const named = kind === 'HTTPRoute' ? hostnames : isAtGateway && hosts;
  return Array.isArray(named) ? named.map(String) : [];
}

const routedHosts = (mesh: Mesh): Set<string> =>
  new Set(ROUTES.flatMap(kind => mesh.objects(kind).flatMap(hostsFrom)));

/** Keeps changes in their environment, and tells where else is what they ask for. */
export class Borders {
  readonly #registry: EnvironmentRegistry;
  readonly #permissions: Pick<EnvironmentPermissions, 'mayRead'>;

  constructor(options: {
    registry: EnvironmentRegistry;
    permissions: Pick<EnvironmentPermissions, 'mayRead'>;
  }) {
    this.#registry = options.registry;
    this.#permissions = options.permissions;
  }

  /** The draft, refused where it is about another environment; of these only what the caller may read is told. */
  async judged(
    environment: Environment,
    draft: Draft,
    parameters: JsonObject,
    credentials?: BackstageCredentials,
  ): Promise<Draft> {
    const readable = () => this.#readable(environment, credentials);
    const problems =
      draft.problems.length > 0
        ? await readable().then(others =>
            draft.problems.map(problem =>
              told(environment, problem, parameters, others),
            ),
          )
        : [
            ...namespacesOfOthers(environment, draft, parameters),
            ...(await this.#hostsOfOthers(
              environment,
              draft,
              parameters,
              readable,
            )),
          ];
    return problems.length > 0
      ? { ...draft, problems, checks: refusedChecks(problems) }
      : draft;
  }

  async #readable(
    { name }: Environment,
    credentials?: BackstageCredentials,
  ): Promise<Environment[]> {
    const others = this.#registry.all.filter(each => each.name !== name);
    if (!credentials || others.length === 0) {
      return [];
    }
    const may = await this.#permissions.mayRead(others, credentials);
    return others.filter((_, index) => may[index]);
  }

  /** Hosts that another environment of the same cluster has at a gateway, and this one has not yet. */
  async #hostsOfOthers(
    environment: Environment,
    { objects }: Draft,
    parameters: JsonObject,
    readable: () => Promise<readonly Environment[]>,
  ): Promise<ParameterProblem[]> {
    const { cluster } = environment.config;
    const own = routedHosts(environment.snapshot().mesh);
    const beside = this.#registry.all.filter(
      other =>
        other.name !== environment.name &&
        cluster !== undefined &&
        other.config.cluster === cluster,
    );
    const hosts = objects
      .flatMap(({ after }) =>
        after && ROUTES.includes(after.kind) ? hostsFrom(after) : [],
      )
      .filter(host => !own.has(host));
    const foreign = [...new Set(hosts)].flatMap(host => {
      const other = beside.find(each =>
        routedHosts(each.snapshot().mesh).has(host),
      );
      return other ? [{ host, other }] : [];
    });
    const known = foreign.length > 0 ? await readable() : [];
    return foreign.map(({ host, other }) => ({
      field: fieldOf(parameters, host) ?? '',
      message: `${host} is a host of ${
        known.includes(other)
          ? `environment ${other.name}`
          : 'another environment'
      }. Use one of ${environment.name}, or ask for it there.`,
    }));
  }
}

/** A problem with the environments that have what is missing. */
function told(
  environment: Environment,
  problem: ParameterProblem,
  parameters: JsonObject,
  others: readonly Environment[],
): ParameterProblem {
  const path = fieldsOf(problem.field);
  const word = String(path.at(-1) ?? '');
  const has = HAS[word];
  const beside = valueAt(parameters, path.slice(0, -1));
  const given = valueAt(beside, [word]) ?? valueAt(beside, ['kind']);
  const namespace = valueAt(beside, ['namespace']);
  if (!has || typeof given !== 'string') {
    return problem;
  }
  const place = {
    value: given,
    ...(typeof namespace === 'string' && { namespace }),
  };
  const names = has(environment.snapshot().mesh, place)
    ? []
    : others
        .filter(each => has(each.snapshot().mesh, place))
        .map(({ name }) => name);
  return names.length > 0
    ? {
        ...problem,
        message: `${problem.message} ${given} is in environment ${names.join(
          ', ',
        )}.`,
      }
    : problem;
}

/** Objects that would stand in a namespace which is not of the environment. */
function namespacesOfOthers(
  environment: Environment,
  { objects }: Draft,
  parameters: JsonObject,
): ParameterProblem[] {
  const { rootNamespace } = environment.snapshot().mesh.config;
  const foreign = objects
    .map(({ ref }) => (ref.kind === 'Namespace' ? ref.name : ref.namespace))
    .filter(namespace => !environment.includes(namespace, rootNamespace))
    .map(String);
  return [...new Set(foreign)].map(namespace => ({
    field: fieldOf(parameters, namespace) ?? 'namespace',
    message: `Namespace ${namespace} does not belong to environment ${
      environment.name
    }, which has ${environment.config.namespaces?.join(
      ', ',
    )}. Use one of these, or ask for it where it belongs.`,
  }));
}
