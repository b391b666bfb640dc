import type { MeshConfig } from '../mesh/meshConfig';
import {
  asList,
  asNumber,
  asRecord,
  asText,
  asTexts,
  at,
} from '../resources/fields';
import { refOf } from '../resources/ref';
import type { Because, KubeObject } from '../resources/types';
import { Catalog } from './Catalog';
import { Egress } from './Egress';
import { hostsOverlap, isHostSubset } from './hostNames';
import { byHost, visibleServices, type RoutedService } from './registry';
import { rulesSeenFrom } from './ruleOrder';
import type { RoutingRules } from './types';

/** What a sidecar knows of the mesh. */
export interface SidecarScope {
  listeners: readonly Egress[];
  outboundTrafficPolicy: MeshConfig['outboundTrafficPolicy'];
  /** Host that unknown traffic goes to, where the Sidecar names one. */
  egressProxy?: unknown;
  because: Because[];
}

const MESH = 'mesh';

/** Namespaces and hosts of a Sidecar's egress list; what begins with `~` is taken out again. */
interface Imports {
  namespace: string;
  host: string;
  isExclusion: boolean;
}

function readImports(hosts: unknown, own: string): Imports[] {
  return asTexts(hosts).flatMap(entry => {
    const slash = entry.indexOf('/');
    if (slash < 0) {
      return [];
    }
    const isExclusion = entry.startsWith('~') && slash > 1;
    const namespace = entry.slice(isExclusion ? 1 : 0, slash);
    return [
      {
        namespace: namespace === '.' ? own : namespace,
        host: entry.slice(slash + 1).toLowerCase(),
        isExclusion,
      },
    ];
  });
}

function isImported(
  imports: readonly Imports[],
  namespace: string,
  fits: (host: string) => boolean,
): boolean {
  const picks = (entry: Imports) =>
    (entry.namespace === '*' || entry.namespace === namespace) &&
    fits(entry.host);
  return (
    imports.some(entry => !entry.isExclusion && picks(entry)) &&
    !imports.some(entry => entry.isExclusion && picks(entry))
  );
}

/** Namespaces that imports name; undefined where they name all. */
function namespacesOf(
  imports: readonly Imports[],
): ReadonlySet<string> | undefined {
  const names = new Set(
    imports
      .filter(({ isExclusion }) => !isExclusion)
      .map(({ namespace }) => namespace),
  );
  return names.has('*') ? undefined : names;
}

/** What the sidecars of a mesh may know. */
export class MeshCatalog {
  readonly #services: Catalog<RoutedService>;
  readonly #rules: Catalog<RoutingRules>;

  constructor(
    registry: readonly RoutedService[],
    rules: readonly RoutingRules[],
  ) {
    this.#services = new Catalog(registry);
    this.#rules = new Catalog(
      rules.filter(({ gateways }) => gateways.includes(MESH)),
    );
  }

  /** Services of some namespaces, or of all, that a namespace sees. */
  services(own: string, among?: ReadonlySet<string>): RoutedService[] {
    return visibleServices(this.#services.list(among), own);
  }

  /** Rules of some namespaces, or of all, that a namespace sees; its own routes of the Gateway API come before all others. */
  rules(own: string, among?: ReadonlySet<string>): RoutingRules[] {
    const seen = rulesSeenFrom(own, this.#rules.list(among));
    const isOwnRoute = (entry: RoutingRules) =>
      entry.gatewaySemantics && entry.namespace === own;
    return [
      ...seen.filter(isOwnRoute),
      ...seen.filter(entry => !isOwnRoute(entry)),
    ];
  }
}

/** Of several services with one host, that of the caller's namespace counts where the Sidecar imports more than one. */
function importServices(
  services: readonly RoutedService[],
  imports: readonly Imports[],
  own: string,
): ReadonlyMap<string, RoutedService> {
  const imported = services.filter(({ host, namespace }) =>
    isImported(imports, namespace, pattern => isHostSubset(host, pattern)),
  );
  const ownHosts = new Set(
    imported
      .filter(({ namespace }) => namespace === own)
      .map(({ host }) => host),
  );
  return byHost(
    imported.filter(
      ({ host, namespace }) => namespace === own || !ownHosts.has(host),
    ),
  );
}

function importVirtualServices(
  rules: readonly RoutingRules[],
  imports: readonly Imports[],
): RoutingRules[] {
  return rules.filter(({ hosts, namespace, gatewaySemantics }) =>
    hosts.some(host =>
      isImported(imports, namespace, pattern =>
        gatewaySemantics
          ? isHostSubset(host, pattern)
          : hostsOverlap(host, pattern),
      ),
    ),
  );
}

function policyOf(
  sidecar: KubeObject,
  fallback: MeshConfig['outboundTrafficPolicy'],
): MeshConfig['outboundTrafficPolicy'] {
  const policy = at(sidecar, 'spec', 'outboundTrafficPolicy');
  if (policy === undefined) {
    return fallback;
  }
  return asRecord(policy).mode === 'ALLOW_ANY' ? 'ALLOW_ANY' : 'REGISTRY_ONLY';
}

/** What the sidecars of a namespace know. @param sidecar - the Sidecar that applies to them */
export function sidecarScope(
  { outboundTrafficPolicy }: MeshConfig,
  catalog: MeshCatalog,
  namespace: string,
  sidecar: KubeObject | undefined,
): SidecarScope {
  const everything = () => [
    new Egress(
      byHost(catalog.services(namespace)).values(),
      catalog.rules(namespace),
    ),
  ];
  if (!sidecar) {
    return { listeners: everything(), outboundTrafficPolicy, because: [] };
  }
  const egress = asList(at(sidecar, 'spec', 'egress')).map(asRecord);
  const listeners = egress.map(listener => {
    const imports = readImports(listener.hosts, namespace);
    const named = namespacesOf(imports);
    return new Egress(
      importServices(
        catalog.services(namespace, named),
        imports,
        namespace,
      ).values(),
      importVirtualServices(catalog.rules(namespace, named), imports),
      {
        port: asNumber(at(listener, 'port', 'number')),
        bind: asText(listener.bind),
      },
    );
  });
  return {
    listeners: listeners.length > 0 ? listeners : everything(),
    outboundTrafficPolicy: policyOf(sidecar, outboundTrafficPolicy),
    egressProxy: at(sidecar, 'spec', 'outboundTrafficPolicy', 'egressProxy'),
    because: [
      {
        object: refOf(sidecar),
        field: egress.length > 0 ? 'spec.egress' : undefined,
        says:
          egress.length > 0
            ? 'This Sidecar limits what the caller knows of the mesh.'
            : 'This Sidecar applies to the caller.',
      },
    ],
  };
}

/** The listener of a Sidecar that takes a port: the one for it, else the one without a port. */
export function egressFor(
  { listeners }: SidecarScope,
  port: number,
): Egress | undefined {
  return (
    listeners.find(listener => listener.port === port) ??
    listeners.find(listener => listener.port === undefined)
  );
}
