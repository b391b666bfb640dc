import type { Mesh } from '../mesh/Mesh';
import { perMesh } from '../mesh/perMesh';
import { selects } from '../mesh/selectors';
import { byAge } from '../resources/byAge';
import type { KubeObject } from '../resources/types';
import { HostTable } from '../routing/hostNames';
import {
  mergeRule,
  PRIVATE,
  readRule,
  type EffectiveRule,
} from './effectiveRule';

/** Who asks for the rule of which host. */
export interface RuleQuery {
  clientNamespace: string;
  /** Labels of the caller, for rules with a workload selector. */
  clientLabels?: Readonly<Record<string, string>>;
  /** Fully qualified. */
  host: string;
  /** Namespace of the service that has the host; undefined when there is none. */
  serviceNamespace?: string;
}

/** Rules of one namespace by host. */
class HostRules {
  readonly #table = new HostTable<EffectiveRule[]>();
  #hasWildcards = false;

  add(rule: EffectiveRule): void {
    const known = this.#table.get(rule.host);
    if (known) {
      mergeRule(known, { ...rule });
    } else {
      this.#table.add(rule.host, [{ ...rule }]);
      this.#hasWildcards ||= rule.host.startsWith('*');
    }
  }

  /** Those of the host, else those of the most specific wildcard that stands for it. */
  find(host: string): readonly EffectiveRule[] | undefined {
    return this.#hasWildcards ? this.#table.find(host) : this.#table.get(host);
  }
}

type Rules = Map<string, HostRules>;

/** In `exportTo`: every namespace. */
const PUBLIC = '*';

function add(rules: Rules, rule: EffectiveRule): void {
  const own = rules.get(rule.namespace) ?? new HostRules();
  rules.set(rule.namespace, own);
  own.add(rule);
}

/** DestinationRules as proxies look them up. */
export class DestinationRuleIndex {
  readonly #rootNamespace: string;
  /** Rules that count inside their own namespace, those exported from it, and private ones of the root namespace. */
  readonly #local: Rules = new Map();
  readonly #exported: Rules = new Map();
  readonly #rootLocal: Rules = new Map();

  /** Labels that workload selectors of rules ask for. */
  readonly selectorLabels: readonly string[];

  constructor(
    objects: readonly KubeObject[],
    config: {
      rootNamespace: string;
      clusterDomain: string;
      defaultDestinationRuleExportTo: readonly string[];
    },
  ) {
    this.#rootNamespace = config.rootNamespace;
    const isPrivateByDefault =
      config.defaultDestinationRuleExportTo.includes(PRIVATE);
    const labels = new Set<string>();
    for (const object of [...objects].sort(byAge)) {
      const rule = readRule(object, config.clusterDomain);
      Object.keys(rule.workloadSelector ?? {}).forEach(name =>
        labels.add(name),
      );
      const { exportTo, namespace } = rule;
      const isOwn = exportTo.has(PRIVATE) || exportTo.has(namespace);
      if (exportTo.size === 0 || exportTo.has(PUBLIC) || isOwn) {
        add(this.#local, rule);
      }
      const isPrivate =
        (exportTo.size === 0 && isPrivateByDefault) ||
        (exportTo.size === 1 && isOwn);
      if (!isPrivate) {
        add(this.#exported, rule);
      } else if (namespace === this.#rootNamespace) {
        add(this.#rootLocal, rule);
      }
    }
    this.selectorLabels = [...labels];
  }

  #exportedBy(owner: string, { clientNamespace, host }: RuleQuery) {
    return (this.#exported.get(owner)?.find(host) ?? []).filter(
      ({ exportTo }) =>
        exportTo.size === 0 ||
        exportTo.has(PUBLIC) ||
        exportTo.has(clientNamespace),
    );
  }

  /** Rules for the host: of the caller's namespace, else of the service's, else of the root namespace. */
  candidates(query: RuleQuery): readonly EffectiveRule[] {
    const { clientNamespace, host, serviceNamespace } = query;
    const isRoot = clientNamespace === this.#rootNamespace;
    const own = (isRoot ? this.#rootLocal : this.#local)
      .get(clientNamespace)
      ?.find(host);
    if (own) {
      return own;
    }
    const ofService =
      serviceNamespace === undefined
        ? []
        : this.#exportedBy(serviceNamespace, query);
    return ofService.length > 0
      ? ofService
      : this.#exportedBy(this.#rootNamespace, query);
  }

  /** The rule that counts: the first whose selector picks the caller, else the last without a selector. */
  select(query: RuleQuery): EffectiveRule | undefined {
    const candidates = this.candidates(query);
    const { clientNamespace, clientLabels = {} } = query;
    return (
      candidates.find(
        ({ namespace, workloadSelector }) =>
          namespace === clientNamespace &&
          workloadSelector !== undefined &&
          selects(workloadSelector, clientLabels),
      ) ??
      [...candidates]
        .reverse()
        .find(rule => rule.workloadSelector === undefined)
    );
  }
}

/** The DestinationRules of a mesh, as proxies look them up. */
export const destinationRuleIndex = perMesh(
  (mesh: Mesh) =>
    new DestinationRuleIndex(
      mesh.objects('DestinationRule', 'networking.istio.io'),
      mesh.config,
    ),
);
