import { fullHost, hostMatches } from '../mesh/hosts';
import type { Mesh } from '../mesh/Mesh';
import { perMesh } from '../mesh/perMesh';
import { perObjectIn } from '../mesh/perObject';
import { asList, asRecord, asText, asTexts, at } from '../resources/fields';
import type { KubeObject } from '../resources/types';

function destinationsOf(spec: unknown): string[] {
  return ['http', 'tls', 'tcp'].flatMap(section =>
    asList(at(spec, section)).flatMap(rule =>
      asList(asRecord(rule).route).flatMap(
        route => asText(at(route, 'destination', 'host')) ?? [],
      ),
    ),
  );
}

const delegateKey = (name: unknown, namespace: unknown = '') =>
  `${namespace}/${name}`;

/** Full hosts of a VirtualService, of what it sends to, and the VirtualServices that it delegates to. */
const namesIn = perObjectIn(({ metadata, spec }, { clusterDomain }) => {
  const full = (host: string) =>
    fullHost(host, metadata.namespace ?? 'default', clusterDomain);
  return {
    hosts: asTexts(at(spec, 'hosts')).map(full),
    destinations: new Set(destinationsOf(spec).map(full)),
    delegates: asList(at(spec, 'http'))
      .map(rule => asRecord(asRecord(rule).delegate))
      .map(({ name, namespace }) => delegateKey(name, namespace)),
  };
});

function add(
  index: Map<string, Set<string>>,
  key: string,
  hosts: readonly string[],
) {
  const known = index.get(key) ?? new Set();
  hosts.forEach(host => known.add(host));
  index.set(key, known);
}

/** Full hosts of VirtualServices, by the hosts that they send to and by the VirtualServices that they delegate to. */
const indexOf = perMesh(mesh => {
  const byDestination = new Map<string, Set<string>>();
  const byDelegate = new Map<string, Set<string>>();
  for (const route of mesh.objects('VirtualService', 'networking.istio.io')) {
    const { hosts, destinations, delegates } = namesIn(mesh, route);
    destinations.forEach(host => add(byDestination, host, hosts));
    delegates.forEach(key => add(byDelegate, key, hosts));
  }
  return { byDestination, byDelegate };
});

/** Hosts whose requests VirtualServices send to a host, which may have a star. */
export function hostsSentTo(mesh: Mesh, host: string): string[] {
  const { byDestination } = indexOf(mesh);
  return host.startsWith('*')
    ? [...byDestination].flatMap(([destination, hosts]) =>
        hostMatches(host, destination) ? [...hosts] : [],
      )
    : [...(byDestination.get(host) ?? [])];
}

/** Hosts whose VirtualServices delegate to one. */
export function hostsDelegatedTo(
  mesh: Mesh,
  { name, namespace }: KubeObject['metadata'],
): string[] {
  const { byDelegate } = indexOf(mesh);
  return [
    ...(byDelegate.get(delegateKey(name)) ?? []),
    ...(byDelegate.get(delegateKey(name, namespace)) ?? []),
  ];
}
