import type { Mesh } from '../mesh/Mesh';
import { perMesh } from '../mesh/perMesh';
import { selects } from '../mesh/selectors';
import type { MeshService, ServicePort } from '../mesh/types';
import {
  asLabels,
  asList,
  asRecord,
  asText,
  asTexts,
  at,
} from '../resources/fields';
import type { KubeObject } from '../resources/types';
import { exportedTo, isVisible } from './exportTo';
import type { RouteClient } from './types';

/** A service with what routing must know of it. */
export interface RoutedService {
  service: MeshService;
  host: string;
  namespace: string;
  ports: readonly ServicePort[];
  isKubernetes: boolean;
  /** Addresses and ranges that callers dial; none when every address may be it. */
  addresses: readonly string[];
  /** Whether `pod.host` names a pod of it. */
  namesPods: boolean;
  /** Hosts of ExternalName services that stand for this one. */
  aliases: readonly string[];
  exportTo: ReadonlySet<string>;
  /** Calls go to the address that was dialled: headless services, ServiceEntries with resolution NONE. */
  keepsAddress: boolean;
  endpoints: readonly string[];
  labels: Readonly<Record<string, string>>;
  age: number;
  selects(client: RouteClient): boolean;
}

const EXPORT_TO = 'networking.istio.io/exportTo';

function addressesOf(object: KubeObject, isKubernetes: boolean): string[] {
  if (isKubernetes) {
    const { clusterIP, clusterIPs } = asRecord(object.spec);
    return [...new Set([clusterIP, ...asList(clusterIPs)])].filter(
      (address): address is string =>
        typeof address === 'string' && address !== 'None' && address !== '',
    );
  }
  const own = asTexts(at(object, 'spec', 'addresses'));
  return own.length > 0
    ? own
    : asList(at(object, 'status', 'addresses')).flatMap(
        entry => asText(asRecord(entry).value) ?? [],
      );
}

/** Addresses of EndpointSlices, where they are given, by namespace and name of the Service. */
function endpointsByService(mesh: Mesh): ReadonlyMap<string, string[]> {
  const byService = new Map<string, string[]>();
  for (const slice of mesh.objects('EndpointSlice', 'discovery.k8s.io')) {
    const name = slice.metadata.labels?.['kubernetes.io/service-name'];
    const key = `${slice.metadata.namespace ?? 'default'}/${name}`;
    const addresses = asList(slice.endpoints).flatMap(endpoint =>
      asTexts(asRecord(endpoint).addresses),
    );
    byService.set(key, [...(byService.get(key) ?? []), ...addresses]);
  }
  return byService;
}

function routedService(
  mesh: Mesh,
  service: MeshService,
  object: KubeObject,
  slices: ReadonlyMap<string, string[]>,
  aliases: ReadonlyMap<string, string[]>,
): RoutedService {
  const isKubernetes = object.kind === 'Service';
  const spec = asRecord(object.spec);
  const entries = asList(spec.endpoints).map(asRecord);
  const endpoints = isKubernetes
    ? [
        ...(slices.get(`${service.namespace}/${service.name}`) ?? []),
        ...service.workloads.flatMap(({ pods }) =>
          pods.flatMap(({ ip }) => ip ?? []),
        ),
      ]
    : entries.flatMap(({ address }) => asText(address) ?? []);
  const selector = isKubernetes
    ? service.selector
    : asLabels(at(spec, 'workloadSelector', 'labels'));
  return {
    service,
    host: service.host,
    namespace: service.namespace,
    ports: service.ports.filter(({ protocol }) => protocol !== 'udp'),
    isKubernetes,
    addresses: addressesOf(object, isKubernetes),
    aliases: aliases.get(service.host) ?? [],
    exportTo: exportedTo(
      isKubernetes
        ? object.metadata.annotations?.[EXPORT_TO]?.split(',')
        : spec.exportTo,
      service.namespace,
      mesh.config.defaultServiceExportTo,
    ),
    namesPods: isKubernetes && service.headless,
    keepsAddress: isKubernetes
      ? service.headless
      : (spec.resolution ?? 'NONE') === 'NONE',
    endpoints: [...new Set(endpoints)],
    labels: asLabels(object.metadata.labels),
    age: Date.parse(object.metadata.creationTimestamp ?? '') || 0,
    selects: client =>
      (client.addresses ?? []).some(address => endpoints.includes(address)) ||
      (selector !== undefined &&
        Object.keys(selector).length > 0 &&
        client.namespace === service.namespace &&
        selects(selector, client.labels)),
  };
}

/** Hosts of ExternalName services by the host that they stand for. */
function aliasesOf(mesh: Mesh): ReadonlyMap<string, string[]> {
  const aliases = new Map<string, string[]>();
  for (const object of mesh.objects('Service', '')) {
    const { type, externalName } = asRecord(object.spec);
    const concrete = asText(externalName)?.toLowerCase();
    if (type === 'ExternalName' && concrete !== undefined) {
      const { name, namespace = 'default' } = object.metadata;
      const host = `${name}.${namespace}.svc.${mesh.config.clusterDomain}`;
      aliases.set(concrete, [...(aliases.get(concrete) ?? []), host].sort());
    }
  }
  return aliases;
}

/** Every service, the oldest first; of one age those with the lower name. ExternalName services are but names. */
export const buildRegistry = perMesh((mesh: Mesh): RoutedService[] => {
  const slices = endpointsByService(mesh);
  const aliases = aliasesOf(mesh);
  return mesh.services
    .flatMap(service => {
      const object = mesh.get(service.ref);
      return object && at(object, 'spec', 'type') !== 'ExternalName'
        ? [routedService(mesh, service, object, slices, aliases)]
        : [];
    })
    .sort((a, b) => {
      const first = `${a.service.ref.name}.${a.namespace}`;
      const second = `${b.service.ref.name}.${b.namespace}`;
      return a.age - b.age || (first < second ? -1 : Number(first > second));
    });
});

/** One service for each host: that of Kubernetes, else the oldest. Several ServiceEntries of a namespace for one host add their ports. */
export function byHost(
  services: readonly RoutedService[],
): ReadonlyMap<string, RoutedService> {
  const chosen = new Map<string, RoutedService>();
  for (const service of services) {
    const known = chosen.get(service.host);
    if (!known || (!known.isKubernetes && service.isKubernetes)) {
      chosen.set(service.host, service);
    } else if (
      !known.isKubernetes &&
      !service.isKubernetes &&
      known.namespace === service.namespace
    ) {
      const numbers = new Set(known.ports.map(({ number }) => number));
      chosen.set(service.host, {
        ...known,
        ports: [
          ...known.ports,
          ...service.ports.filter(({ number }) => !numbers.has(number)),
        ],
      });
    }
  }
  return chosen;
}

/** Services that a namespace sees. */
export function visibleServices(
  services: readonly RoutedService[],
  namespace: string,
): RoutedService[] {
  return services.filter(({ exportTo }) => isVisible(exportTo, namespace));
}

/** Finds the services of hosts as namespaces see them. */
export class ServiceFinder {
  readonly #byHost = new Map<string, RoutedService[]>();

  constructor(registry: readonly RoutedService[]) {
    for (const service of registry) {
      const known = this.#byHost.get(service.host);
      if (known) {
        known.push(service);
      } else {
        this.#byHost.set(service.host, [service]);
      }
    }
  }

  find(host: string, namespace: string): RoutedService | undefined {
    const all = this.#byHost.get(host) ?? [];
    return byHost(visibleServices(all, namespace)).get(host);
  }
}
