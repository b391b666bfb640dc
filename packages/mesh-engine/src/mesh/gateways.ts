import {
  asLabels,
  asList,
  asNumber,
  asRecord,
  asText,
  asTexts,
  at,
} from '../resources/fields';
import { groupOf, refOf } from '../resources/ref';
import { byName } from '../resources/byAge';
import type { KubeObject } from '../resources/types';
import { selectsWorkload } from './selectors';
import type { MeshGateway, Workload } from './types';

/** Labels that say whose pods these are, today's and the one before it. */
const GATEWAY_NAMES = [
  'gateway.networking.k8s.io/gateway-name',
  'istio.io/gateway-name',
];

function istioGateway(
  object: KubeObject,
  workloads: readonly Workload[],
): MeshGateway {
  const servers = asList(at(object, 'spec', 'servers')).map(asRecord);
  const selector = asLabels(at(object, 'spec', 'selector'));
  return {
    ref: refOf(object),
    hosts: servers.flatMap(server => asTexts(server.hosts)),
    ports: servers.flatMap(
      server => asNumber(asRecord(server.port).number) ?? [],
    ),
    workloads:
      Object.keys(selector).length > 0
        ? workloads.filter(workload => selectsWorkload(selector, workload))
        : [],
  };
}

function apiGateway(
  object: KubeObject,
  workloads: readonly Workload[],
): MeshGateway {
  const listeners = asList(at(object, 'spec', 'listeners')).map(asRecord);
  return {
    ref: refOf(object),
    hosts: listeners.map(listener => asText(listener.hostname) ?? '*'),
    ports: listeners.flatMap(listener => asNumber(listener.port) ?? []),
    workloads: workloads.filter(
      workload =>
        workload.namespace === object.metadata.namespace &&
        GATEWAY_NAMES.some(
          label => workload.labels[label] === object.metadata.name,
        ),
    ),
  };
}

/** Gateways of both APIs, with the workloads that serve them. */
export function buildGateways(
  gateways: readonly KubeObject[],
  workloads: readonly Workload[],
): MeshGateway[] {
  return [...gateways]
    .sort(byName)
    .map(object =>
      groupOf(object.apiVersion) === 'networking.istio.io'
        ? istioGateway(object, workloads)
        : apiGateway(object, workloads),
    );
}
