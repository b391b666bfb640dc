import type { KubeObject, Mesh, MeshGateway } from '@ecotrack/mesh-engine';
import { describeRef } from '@ecotrack/mesh-engine';
import { ParameterError } from '../../ParameterError';
import { namesOf } from '../../security/common/find';
import { selects } from '../../security/common/scope';
import {
  at,
  labelsOf,
  list,
  record,
  texts,
} from '../../security/common/values';

/** A gateway that takes requests from outside for hosts. */
export type Entry = {
  gateway: MeshGateway;
  object: KubeObject;
  isOfIstio: boolean;
  /** Hosts that a service of a namespace may be called by. */
  hosts: string[];
};

const REQUESTS = ['HTTP', 'HTTPS', 'HTTP2', 'GRPC'];
const UNREAD = ['PASSTHROUGH', 'AUTO_PASSTHROUGH', 'ISTIO_MUTUAL'];

/** Hosts of an Istio Gateway whose requests it reads, for a namespace: each may say for whom it is. */
function istioHosts({ metadata, spec }: KubeObject, namespace: string) {
  return list(at(spec, 'servers')).flatMap(server => {
    const protocol = String(at(server, 'port', 'protocol')).toUpperCase();
    const isRead =
      REQUESTS.includes(protocol) &&
      !UNREAD.includes(String(at(server, 'tls', 'mode')));
    return isRead
      ? texts(record(server).hosts).flatMap(entry => {
          const [host = '', home = '*'] = entry.split('/').reverse();
          const wanted = home === '.' ? metadata.namespace : home;
          return wanted === '*' || wanted === namespace ? [host] : [];
        })
      : [];
  });
}

/** Hosts of listeners that take routes of a namespace. */
function listenerHosts(
  { metadata, spec }: KubeObject,
  mesh: Mesh,
  namespace: string,
) {
  const labels = mesh.namespaces.get(namespace)?.metadata.labels ?? {};
  return list(at(spec, 'listeners')).flatMap(listener => {
    const from = at(listener, 'allowedRoutes', 'namespaces');
    const selector = labelsOf(at(from, 'selector', 'matchLabels'));
    const takes = {
      All: true,
      Same: metadata.namespace === namespace,
      Selector: Object.keys(selector).length > 0 && selects(selector, labels),
    }[String(at(from, 'from') ?? 'Same')];
    const isRead = ['HTTP', 'HTTPS'].includes(String(at(listener, 'protocol')));
    return takes && isRead ? [String(at(listener, 'hostname') ?? '*')] : [];
  });
}

const isOutward = ({ spec }: KubeObject, { workloads }: MeshGateway) =>
  at(spec, 'selector', 'istio') === 'egressgateway' ||
  (workloads.length > 0 &&
    workloads.every(({ labels }) => labels.istio === 'egressgateway'));

/** Gateways from outside, with the hosts that a namespace may use. */
function entriesFor(mesh: Mesh, namespace: string): Entry[] {
  return mesh.gateways.flatMap(gateway => {
    const object = mesh.get(gateway.ref);
    const isOfIstio = gateway.ref.apiVersion.startsWith('networking.istio.io');
    const isWaypoint = /waypoint/.test(
      String(at(object, 'spec', 'gatewayClassName') ?? ''),
    );
    if (!object || isWaypoint || isOutward(object, gateway)) {
      return [];
    }
    const hosts = isOfIstio
      ? istioHosts(object, namespace)
      : listenerHosts(object, mesh, namespace);
    return [{ gateway, object, isOfIstio, hosts: [...new Set(hosts)] }];
  });
}

/** Whether a host is one of those that are meant by a name, which may begin with an asterisk. */
export const isHostOf = (name: string, host: string): boolean =>
  name === '*' ||
  name === host ||
  (name.startsWith('*.') && host.endsWith(name.slice(1)));

/**
 * The gateway that takes requests for a host, one that names it before one for many.
 * @throws ParameterError when there is none
 */
export function requireEntry(
  mesh: Mesh,
  namespace: string,
  host: string,
): Entry {
  const entries = entriesFor(mesh, namespace);
  const found =
    entries.find(({ hosts }) => hosts.includes(host)) ??
    entries.find(({ hosts }) => hosts.some(name => isHostOf(name, host)));
  if (found) {
    return found;
  }
  if (entries.length === 0) {
    throw new ParameterError(
      'ingress',
      'This environment knows no gateway that takes requests from outside. Make a Gateway first, or leave ingress out; an entry of another kind is told of the service in its own way, and its service account goes under callers.',
    );
  }
  throw new ParameterError(
    'ingress.host',
    `No gateway of this environment takes requests for ${host} and lets namespace ${namespace} have them. ${namesOf(
      entries.flatMap(({ hosts }) => hosts),
    )} Use one of these, or add the host to ${entries
      .map(({ gateway }) => describeRef(gateway.ref))
      .join(' or ')} first.`,
  );
}
