import type { Mesh } from '../mesh/Mesh';
import { perMesh } from '../mesh/perMesh';
import type { MeshService, Workload } from '../mesh/types';
import { asList, asRecord, asText } from '../resources/fields';
import { refKey, refOf } from '../resources/ref';
import type { Because } from '../resources/types';
import { clientOf } from '../routing/client';
import { distinctNamespaces } from '../routing/distinctNamespaces';
import {
  buildRegistry,
  ServiceFinder,
  type RoutedService,
} from '../routing/registry';
import {
  MeshCatalog,
  sidecarScope,
  type SidecarScope,
} from '../routing/sidecarScope';
import type { RoutingRules } from '../routing/types';
import { readVirtualServices } from '../routing/virtualServices';
import { sidecarIndex } from './sidecarIndex';

/** What a proxy knows about the hosts of the mesh. */
interface Known {
  scope: SidecarScope;
  /** Hosts that its VirtualServices lead to. */
  routed: ReadonlySet<string>;
  /** Hosts by the port that is asked for. */
  hostsAt: Map<number, ReadonlySet<string>>;
  /** The service of a host, if it is exported to its namespace. */
  find(host: string): RoutedService | undefined;
}

/** What all proxies are told from; what each of them knows is told from this alone. */
const shared = perMesh(mesh => {
  const registry = buildRegistry(mesh);
  const rules = readVirtualServices(mesh);
  return {
    config: mesh.config,
    catalog: new MeshCatalog(registry, rules),
    finder: new ServiceFinder(registry),
    distinct: distinctNamespaces(registry, rules),
    sidecars: sidecarIndex(mesh),
    known: new Map<string, Known>(),
    byWorkload: new WeakMap<Workload, Known>(),
  };
});

type Shared = ReturnType<typeof shared>;

function destinationHosts({ http, tls, tcp }: RoutingRules): string[] {
  return [...http, ...tls, ...tcp].flatMap(({ rule }) =>
    [
      ...asList(rule.route).map(target => asRecord(target).destination),
      rule.mirror,
      ...asList(rule.mirrors).map(target => asRecord(target).destination),
    ].flatMap(destination => asText(asRecord(destination).host) ?? []),
  );
}

function read(
  { config, catalog, finder, distinct, sidecars, known }: Shared,
  workload: Workload,
): Known {
  const client = clientOf(workload);
  const { namespace } = client;
  const sidecar = client.kind === 'gateway' ? undefined : sidecars.of(client);
  const view = sidecar || distinct.has(namespace) ? namespace : '';
  const key = `${view} ${sidecar ? refKey(refOf(sidecar)) : ''}`;
  const found = known.get(key);
  if (found) {
    return found;
  }
  const scope = sidecarScope(config, catalog, namespace, sidecar);
  const routed = scope.listeners.flatMap(({ virtualServices }) =>
    virtualServices.flatMap(destinationHosts),
  );
  const made: Known = {
    scope,
    routed: new Set(routed),
    hostsAt: new Map(),
    find: host => finder.find(host, namespace),
  };
  known.set(key, made);
  return made;
}

function knownTo(mesh: Mesh, workload: Workload): Known {
  const all = shared(mesh);
  const known = all.byWorkload.get(workload) ?? read(all, workload);
  all.byWorkload.set(workload, known);
  return known;
}

function hostsAt(
  { scope, routed, hostsAt: known, find }: Known,
  number: number,
): ReadonlySet<string> {
  const found = known.get(number);
  if (found) {
    return found;
  }
  const listened = scope.listeners
    .filter(({ port }) => port === undefined || port === number)
    .flatMap(listener => listener.servicesAt(number))
    .map(({ host }) => host);
  const led = [...routed].filter(host =>
    find(host)?.ports.some(port => port.number === number),
  );
  const hosts = new Set([...listened, ...led]);
  known.set(number, hosts);
  return hosts;
}

/** Whether a proxy knows a service, and what it does with what it does not know. */
export interface Visibility {
  isKnown: boolean;
  /** Whether unknown traffic is passed on to the address that was dialled. */
  isOpen: boolean;
  because: Because[];
}

/** Whether the proxy of a caller knows a port of a host, and whether it lets unknown traffic pass. */
export function isKnownTo(
  mesh: Mesh,
  client: Workload,
  host: string,
  port: number,
): Pick<Visibility, 'isKnown' | 'isOpen'> {
  const known = knownTo(mesh, client);
  return {
    isKnown: hostsAt(known, port).has(host),
    isOpen: known.scope.outboundTrafficPolicy !== 'REGISTRY_ONLY',
  };
}

/** Whether the proxy of a caller knows a port of a service, and why. */
export function visibilityOf(
  mesh: Mesh,
  client: Workload,
  { host, ref }: MeshService,
  port: number,
): Visibility {
  const { find, scope } = knownTo(mesh, client);
  const { because } = scope;
  const { isKnown, isOpen } = isKnownTo(mesh, client, host, port);
  if (isKnown) {
    return { isKnown, isOpen, because };
  }
  const [sidecar] = because;
  return {
    isKnown: false,
    isOpen,
    because: [
      find(host)
        ? {
            ...sidecar,
            says: `The caller's proxy does not know port ${port} of ${host}.`,
          }
        : {
            object: ref,
            says: `${host} is not exported to the namespace of the caller, whose proxy does not know it.`,
          },
      {
        says: isOpen
          ? 'Unknown traffic is passed on to the address that was dialled: as plaintext, even where the server takes mTLS.'
          : 'outboundTrafficPolicy is REGISTRY_ONLY: unknown traffic goes nowhere.',
      },
    ],
  };
}
