import type { PlanContext } from '../../types';
import { ServiceSubsets } from '../destinationRules/subsets';
import type { RouteTarget } from '../parameters/target';
import { ServiceBackends } from '../routes/backends';
import { editRoutes, type EditedObjects } from '../routes/editRoutes';
import { findRoutes, type ServiceRoutes } from '../routes/findRoutes';
import type {
  BackendRef,
  HttpRoute,
  VirtualService,
  WeightedDestination,
} from '../routes/types';
import { podVersions } from '../service/versions';
import { reweigh, sharesOf, type WeightedEntries } from './reweigh';
import type { Share } from './shares';

export type NamedShare = Share & { version: string };

/** How a change of weights goes on from what a rule has. */
export interface WeightChange {
  /** Parameter that names a version. */
  fieldOf(version: string): string;
  /**
   * The shares of a rule as they shall be; undefined for a rule that the change is not about.
   * @param now - shares of the rule
   * @param canonical - gives the name that the shares know a version by
   */
  wanted(
    now: readonly Share[],
    canonical: (version: string) => string,
    versions: readonly string[],
  ): readonly NamedShare[] | undefined;
  /** Called where the change is about no rule. */
  refuseNone?(
    versions: readonly string[],
    canonical: (version: string) => string,
  ): void;
}

/** Reads and writes the entries of the rules of a service. */
export class RuleWeights {
  readonly subsets: ServiceSubsets;
  readonly backends: ServiceBackends;
  readonly versions: readonly string[];

  constructor({ service }: ServiceRoutes, context: PlanContext) {
    this.subsets = new ServiceSubsets(service, context);
    this.backends = new ServiceBackends(service, context);
    this.versions = podVersions(service).map(({ name }) => name);
  }

  istio(
    entries: readonly WeightedDestination[],
    from: VirtualService,
    fieldOf: (version: string) => string,
  ): WeightedEntries<WeightedDestination> {
    return {
      entries,
      defaultWeight: 0,
      versionOf: ({ destination }) => this.subsets.versionOf(destination, from),
      create: (version, like) => ({
        destination: this.subsets.destination(
          version,
          fieldOf(version),
          from,
          like?.destination,
        ),
      }),
    };
  }

  gatewayApi(
    entries: readonly BackendRef[],
    from: HttpRoute,
    fieldOf: (version: string) => string,
  ): WeightedEntries<BackendRef> {
    return {
      entries,
      defaultWeight: 1,
      versionOf: entry => this.backends.versionOf(entry, from),
      create: (version, like) =>
        this.backends.backend(version, fieldOf(version), from, like),
    };
  }
}

/** The shares of a rule by name; none where a destination stands for several versions. */
export function namedShares(
  shares: readonly Share[],
): readonly NamedShare[] | undefined {
  const named = shares.flatMap(({ version, weight }) =>
    version === undefined ? [] : [{ version, weight }],
  );
  return named.length === shares.length ? named : undefined;
}

/**
 * The objects of a service with other weights in its rules.
 * @throws ParameterError when the weights are not those of versions that exist
 */
export function editWeights(
  target: RouteTarget,
  context: PlanContext,
  { fieldOf, wanted, refuseNone }: WeightChange,
): EditedObjects {
  const routes = findRoutes(target, context);
  const weights = new RuleWeights(routes, context);
  let isAny = false;
  const reweighed = <E extends { weight?: number }>(
    weighted: WeightedEntries<E>,
    canonical: (version: string) => string,
  ) => {
    const now = sharesOf(weighted);
    const next = wanted(now, canonical, weights.versions);
    if (!next) {
      return weighted.entries;
    }
    isAny = true;
    return reweigh(weighted, next);
  };
  const edited = editRoutes(routes, context, {
    splits: true,
    istio: (rule, from) => ({
      ...rule,
      route: reweighed(
        weights.istio(rule.route ?? [], from, fieldOf),
        version => weights.subsets.canonical(version),
      ),
    }),
    gatewayApi: (rule, from) => ({
      ...rule,
      backendRefs: reweighed(
        weights.gatewayApi(rule.backendRefs ?? [], from, fieldOf),
        version => weights.backends.canonical(version),
      ),
    }),
  });
  if (!isAny) {
    const named =
      routes.language === 'istio' ? weights.subsets : weights.backends;
    refuseNone?.(weights.versions, version => named.canonical(version));
  }
  return routes.language === 'istio'
    ? {
        wanted: [...edited.wanted, ...weights.subsets.wanted],
        notes: [...edited.notes, ...weights.subsets.notes],
      }
    : edited;
}
