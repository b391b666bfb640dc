import type { Mesh } from '../mesh/Mesh';
import { byAge } from '../resources/byAge';
import { asLabels, asList, asRecord, asTexts, at } from '../resources/fields';
import { groupOf, refOf } from '../resources/ref';
import type { KubeObject, ObjectRef } from '../resources/types';
import { apiGatewayServers } from './apiGateways';
import { ingressGateways } from './ingresses';

/** A Gateway of Istio, or one of the Gateway API or an Ingress told as one. */
export interface GatewayConfig {
  ref: ObjectRef;
  /** `namespace/name`, which VirtualServices bind to. */
  key: string;
  namespace: string;
  name: string;
  /** Hosts of the services that it is served behind, in its own namespace. */
  services?: readonly string[];
  /** Labels of the pods that serve it, where none of those services is known; without either all gateways do. */
  selector?: Readonly<Record<string, string>>;
  servers: readonly Readonly<Record<string, unknown>>[];
}

const GATEWAY_SERVICE = 'internal.istio.io/gateway-service';

/** Hosts of a server with the Gateway's own namespace in the place of `.`. */
function completeHosts(
  server: Readonly<Record<string, unknown>>,
  namespace: string,
): Record<string, unknown> {
  return {
    ...server,
    hosts: asTexts(server.hosts).map(host => {
      const slash = host.indexOf('/');
      const lower = host.toLowerCase();
      return slash === 1 && host.startsWith('.')
        ? `${namespace}${lower.slice(1)}`
        : host.slice(0, slash + 1) + lower.slice(slash + 1);
    }),
  };
}

function istioGateway(object: KubeObject): GatewayConfig {
  const { name, namespace = 'default', annotations } = object.metadata;
  const selector = at(object, 'spec', 'selector');
  const services = annotations?.[GATEWAY_SERVICE]?.split(',');
  return {
    ref: refOf(object),
    key: `${namespace}/${name}`,
    namespace,
    name,
    services,
    selector:
      selector === undefined || services ? undefined : asLabels(selector),
    servers: asList(at(object, 'spec', 'servers'))
      .map(asRecord)
      .map(server => completeHosts(server, namespace)),
  };
}

/** All Gateways in Istio's order: oldest first, then by name, then by namespace. */
export function readGateways(mesh: Mesh): GatewayConfig[] {
  const objects = [...mesh.objects('Gateway')].sort(byAge);
  return [
    ...ingressGateways(mesh),
    ...objects.flatMap(object =>
      groupOf(object.apiVersion) === 'networking.istio.io'
        ? [istioGateway(object)]
        : apiGatewayServers(mesh, object),
    ),
  ];
}
