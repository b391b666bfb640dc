import type { Mesh } from '../mesh/Mesh';
import { fullHost } from '../mesh/hosts';
import { perMesh } from '../mesh/perMesh';
import { selects } from '../mesh/selectors';
import { byAge } from '../resources/byAge';
import {
  asLabels,
  asList,
  asRecord,
  asText,
  asTexts,
  at,
} from '../resources/fields';
import { refOf } from '../resources/ref';
import type { KubeObject, ObjectRef } from '../resources/types';
import { HostTable } from '../routing/hostNames';

/** A field of a DestinationRule, with the object that it stands in. */
export interface RuleField {
  value: Record<string, unknown>;
  object: ObjectRef;
  /** Path inside the object. */
  field: string;
}

/** A DestinationRule as it counts: several of a namespace for one host are merged into the oldest. */
export interface EffectiveRule {
  host: string;
  namespace: string;
  /** Objects that it is made of, the oldest first. */
  from: ObjectRef[];
  /** As it is written: `.`, `*`, namespaces; empty when it is not. */
  exportTo: ReadonlySet<string>;
  workloadSelector?: Record<string, string>;
  trafficPolicy?: RuleField;
  subsets: (RuleField & { name: string })[];
}

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

type Rules = Map<string, HostTable<EffectiveRule[]>>;

const PRIVATE = '.';
const PUBLIC = '*';

function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every(entry => b.has(entry));
}

function sameLabels(a: Record<string, string>, b: Record<string, string>) {
  return Object.keys(a).length === Object.keys(b).length && selects(a, b);
}

function read(object: KubeObject, clusterDomain: string): EffectiveRule {
  const namespace = object.metadata.namespace ?? 'default';
  const ref = refOf(object);
  const spec = asRecord(object.spec);
  const selector = at(spec, 'workloadSelector', 'matchLabels');
  const isSelective =
    spec.workloadSelector !== undefined && spec.workloadSelector !== null;
  const policy = spec.trafficPolicy;
  return {
    host: fullHost(asText(spec.host) ?? '', namespace, clusterDomain),
    namespace,
    from: [ref],
    exportTo: new Set(isSelective ? [PRIVATE] : asTexts(spec.exportTo)),
    workloadSelector: isSelective ? asLabels(selector) : undefined,
    trafficPolicy: policy
      ? { value: asRecord(policy), object: ref, field: 'spec.trafficPolicy' }
      : undefined,
    subsets: asList(spec.subsets).map((subset, index) => ({
      name: asText(asRecord(subset).name) ?? '',
      value: asRecord(subset),
      object: ref,
      field: `spec.subsets[${index}]`,
    })),
  };
}

/** Takes over what the older rule lacks: subsets of other names, and the traffic policy where there is none. */
function absorb(older: EffectiveRule, rule: EffectiveRule): void {
  const names = new Set(older.subsets.map(({ name }) => name));
  older.from = [...older.from, ...rule.from];
  older.subsets = [
    ...older.subsets,
    ...rule.subsets.filter(({ name }) => !names.has(name)),
  ];
  older.trafficPolicy ??= rule.trafficPolicy;
}

/** Source: Istio's mergeDestinationRule. */
function merge(known: EffectiveRule[], rule: EffectiveRule): void {
  let standsAlone = true;
  for (const older of known) {
    const isAlike = sameSet(rule.exportTo, older.exportTo);
    const isWider =
      older.exportTo.size > 0 &&
      [...older.exportTo].every(entry => rule.exportTo.has(entry));
    const [a, b] = [older.workloadSelector, rule.workloadSelector];
    const selectsAlike = a && b ? sameLabels(a, b) : !a && !b;
    if (!(isAlike || isWider) || (a && b && !selectsAlike)) {
      standsAlone = true;
    } else {
      standsAlone = !isAlike || !selectsAlike;
      absorb(older, rule);
    }
  }
  if (standsAlone) {
    known.push(rule);
  }
}

function add(rules: Rules, rule: EffectiveRule): void {
  const table = rules.get(rule.namespace) ?? new HostTable<EffectiveRule[]>();
  rules.set(rule.namespace, table);
  const known = table.get(rule.host);
  if (known) {
    merge(known, { ...rule });
  } else {
    table.add(rule.host, [{ ...rule }]);
  }
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
      const rule = read(object, config.clusterDomain);
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
