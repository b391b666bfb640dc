import type { Mesh } from '../mesh/Mesh';
import { perMesh } from '../mesh/perMesh';
import type { MeshService, Workload } from '../mesh/types';
import { asList, asRecord, asText } from '../resources/fields';
import { refKey, refOf } from '../resources/ref';
import type { Because } from '../resources/types';
import { clientOf } from '../routing/client';
import {
  buildRegistry,
  byHost,
  visibleServices,
  type RoutedService,
} from '../routing/registry';
import { sidecarScope } from '../routing/sidecarScope';
import type { RoutingRules } from '../routing/types';
import { readVirtualServices } from '../routing/virtualServices';
import { sidecarIndex } from './inboundPort';

/** What a proxy knows about the hosts of the mesh. */
interface Known {
  /** `host port` of every listener that leads somewhere. */
  targets: ReadonlySet<string>;
  /** Services that are exported to its namespace. */
  visible: ReadonlyMap<string, RoutedService>;
  isOpen: boolean;
  because: Because[];
}

const shared = perMesh(mesh => ({
  registry: buildRegistry(mesh),
  rules: readVirtualServices(mesh),
  known: new Map<string, Known>(),
}));

function destinationHosts({ http, tls, tcp }: RoutingRules): string[] {
  return [...http, ...tls, ...tcp].flatMap(({ rule }) =>
    [
      ...asList(rule.route).map(target => asRecord(target).destination),
      rule.mirror,
      ...asList(rule.mirrors).map(target => asRecord(target).destination),
    ].flatMap(destination => asText(asRecord(destination).host) ?? []),
  );
}

const keyOf = (host: string, port: number): string => `${host} ${port}`;

function read(mesh: Mesh, workload: Workload): Known {
  const { registry, rules, known } = shared(mesh);
  const client = clientOf(workload);
  const { namespace } = client;
  const sidecar =
    client.kind === 'gateway' ? undefined : sidecarIndex(mesh).of(client);
  const key = `${namespace} ${sidecar ? refKey(refOf(sidecar)) : ''}`;
  const found = known.get(key);
  if (found) {
    return found;
  }
  const visible = byHost(visibleServices(registry, namespace));
  const scope = sidecarScope(mesh, registry, rules, namespace, sidecar);
  const targets = new Set<string>();
  for (const listener of scope.listeners) {
    const takes = (number: number) =>
      listener.port === undefined || listener.port === number;
    for (const [number, services] of listener.services) {
      if (takes(number)) {
        services.forEach(({ host }) => targets.add(keyOf(host, number)));
      }
    }
    for (const host of listener.virtualServices.flatMap(destinationHosts)) {
      for (const { number } of visible.get(host)?.ports ?? []) {
        targets.add(keyOf(host, number));
      }
    }
  }
  const made: Known = {
    targets,
    visible,
    isOpen: scope.outboundTrafficPolicy !== 'REGISTRY_ONLY',
    because: scope.because,
  };
  known.set(key, made);
  return made;
}

/** Whether a proxy knows a service, and what it does with what it does not know. */
export interface Visibility {
  isKnown: boolean;
  /** Whether unknown traffic is passed on to the address that was dialled. */
  isOpen: boolean;
  because: Because[];
}

/** Whether the proxy of a caller knows a port of a service. */
export function visibilityOf(
  mesh: Mesh,
  client: Workload,
  { host, ref }: MeshService,
  port: number,
): Visibility {
  const { targets, visible, isOpen, because } = read(mesh, client);
  if (targets.has(keyOf(host, port))) {
    return { isKnown: true, isOpen, because };
  }
  const [sidecar] = because;
  return {
    isKnown: false,
    isOpen,
    because: [
      visible.has(host)
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
