import type {
  EntityService,
  PlacedEntity,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import type { DeclaredCall, DeclaredCalls } from './declaredCalls';
import { isGiven, targetOf, type Access, type Target } from './targets';

/** What was taken from the catalog, in the words of the step. */
export interface PlacedCalls {
  access: Access;
  /** What was taken from where, what was given already and what could not be placed. */
  log: string[];
  /** Each with the field and the fix. */
  problems: string[];
  /** Where entries were taken from, by field, such as `callers[2]`. */
  sources: Record<string, string>;
}

type Service = { namespace: string; service: string };

const inWords = ({ kind, host, name, namespace }: EntityService): string =>
  kind === 'external' ? host : `${name} in ${namespace}`;

/** Adds calls that the catalog declares to those that are given. */
class Placing {
  readonly result: PlacedCalls;
  readonly #environment: string;
  readonly #entities: ReadonlyMap<string, EntityService[]>;

  constructor(
    environment: string,
    entities: readonly PlacedEntity[],
    { namespace, service }: Service,
    given: Access,
  ) {
    this.#environment = environment;
    this.#entities = new Map(
      entities.map(({ ref, services }) => [
        ref,
        services.filter(
          each => each.namespace !== namespace || each.name !== service,
        ),
      ]),
    );
    this.result = {
      access: { ...given },
      log: [],
      problems: [],
      sources: {},
    };
  }

  /** The services that the other side of a call is; none is told. */
  #servicesOf({ refs, says }: DeclaredCall): EntityService[] {
    const services = refs.flatMap(ref => this.#entities.get(ref) ?? []);
    if (services.length === 0) {
      this.result.log.push(
        refs.length === 0
          ? `Left out: ${says}, which the catalog tells nobody to provide.`
          : `Left out: ${says}, which is no service of ${this.#environment}.`,
      );
    }
    return services;
  }

  #take<F extends keyof Access>(
    field: F,
    entry: NonNullable<Access[F]>[number],
    what: string,
    says: string,
  ) {
    const { access, sources, log } = this.result;
    const list: unknown[] = [...(access[field] ?? []), entry];
    Object.assign(access, { [field]: list });
    sources[`${field}[${list.length - 1}]`] = says;
    log.push(`Taken: ${what} (${says}).`);
  }

  addDependency(call: DeclaredCall) {
    const { access, log, problems } = this.result;
    const services = this.#servicesOf(call);
    const known = services.find(service => isGiven(access, service));
    if (known) {
      log.push(`Given already: ${inWords(known)} (${call.says}).`);
      return;
    }
    const [service, ...more] = services;
    if (!service) {
      return;
    }
    const [port, ...ports] = service.ports;
    const { field, entry }: Target = targetOf(service, port?.number ?? 0);
    if (more.length > 0) {
      problems.push(
        `${field}: ${call.says} is each of ${services
          .map(inWords)
          .join(', ')}. List the one that is called, with its port.`,
      );
    } else if (!port || ports.length > 0) {
      problems.push(
        `${field}: ${call.says} is ${inWords(service)}, which has ${
          port
            ? `ports ${service.ports.map(({ number }) => number).join(', ')}`
            : 'no port'
        }. List it with the port that is called.`,
      );
    } else {
      this.#take(
        field,
        entry,
        `${field} ${inWords(service)}, port ${port.number}`,
        call.says,
      );
    }
  }

  addCaller(call: DeclaredCall) {
    const { log } = this.result;
    const services = this.#servicesOf(call);
    const callers = new Map(
      services.flatMap(({ namespace, accounts }) =>
        accounts
          .filter(({ identity }) => identity !== null)
          .map(({ serviceAccount }) => [
            `${serviceAccount} in ${namespace}`,
            { namespace, serviceAccount },
          ]),
      ),
    );
    if (services.length > 0 && callers.size === 0) {
      log.push(
        `Left out: ${call.says}, which runs without a proxy of the mesh, so that no policy can name it.`,
      );
    }
    for (const [name, caller] of callers) {
      const isKnown = this.result.access.callers?.some(
        ({ namespace, serviceAccount }) =>
          namespace === caller.namespace &&
          serviceAccount === caller.serviceAccount,
      );
      if (isKnown) {
        log.push(`Given already: caller ${name} (${call.says}).`);
      } else {
        this.#take('callers', caller, `caller ${name}`, call.says);
      }
    }
  }
}

/** Calls that the catalog declares, beside those that are given. */
export function placeCalls(
  environment: string,
  entities: readonly PlacedEntity[],
  declared: DeclaredCalls,
  given: Service & Access,
): PlacedCalls {
  const { callers, dependencies, dataStores, externalApis, ...service } = given;
  const placing = new Placing(environment, entities, service, {
    callers,
    dependencies,
    dataStores,
    externalApis,
  });
  declared.dependencies.forEach(call => placing.addDependency(call));
  declared.callers.forEach(call => placing.addCaller(call));
  return placing.result;
}
