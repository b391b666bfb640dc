import type { Mesh } from '../mesh/Mesh';
import { namedPort } from '../mesh/namedPort';
import { perMesh } from '../mesh/perMesh';
import { selects } from '../mesh/selectors';
import type { MeshService, ServicePort, Workload } from '../mesh/types';
import {
  asLabels,
  asList,
  asNumber,
  asRecord,
  asText,
  asTexts,
  at,
} from '../resources/fields';
import { byAge } from '../resources/byAge';
import { refOf } from '../resources/ref';
import type { KubeObject, ObjectRef } from '../resources/types';
import { SidecarIndex } from '../routing/SidecarIndex';
import type { ListenerProtocol } from './inboundChains';

/** A proxy in front of a server: that of a workload, or one that is known by its labels and addresses. */
export interface ServerProxy {
  namespace: string;
  labels: Readonly<Record<string, string>>;
  addresses?: readonly string[];
  workload?: Workload;
}

/** A port of a proxy, as what declares it has it. */
export interface InboundPort {
  /** Undeclared ports are passed through to whoever listens there. */
  kind: 'service' | 'sidecar' | 'passthrough';
  declaredBy?: ObjectRef;
  field?: string;
  /** Port of the service; that of the pod for all others. */
  servicePort: number;
  protocol: ListenerProtocol;
  bind?: string;
  /** TLS settings of the Sidecar's ingress listener. */
  tls?: Record<string, unknown>;
}

/** The Sidecars of a mesh, as proxies look them up. */
export const sidecarIndex = perMesh(mesh => new SidecarIndex(mesh));

const HTTP = ['http', 'http2', 'grpc', 'grpc-web'];

/** How the proxy reads a protocol of Istio's protocol selection. */
export function listenerProtocol(protocol: string): ListenerProtocol {
  if (protocol === 'auto') {
    return 'auto';
  }
  return HTTP.includes(protocol) ? 'http' : 'tcp';
}

const SETTING = 'ENABLE_TLS_ON_SIDECAR_INGRESS';

/** Whether the control plane honours TLS settings of Sidecars' ingress listeners; it is off unless istiod has the setting. */
const honoursIngressTls = perMesh(mesh =>
  mesh
    .objects('Deployment', 'apps')
    .filter(({ metadata }) => metadata.labels?.app === 'istiod')
    .flatMap(object =>
      asList(at(object, 'spec', 'template', 'spec', 'containers')),
    )
    .flatMap(container => asList(asRecord(container).env).map(asRecord))
    .some(({ name, value }) => name === SETTING && String(value) === 'true'),
);

/** ServiceEntries by the addresses of their endpoints. */
const byAddress = perMesh(mesh => {
  const index = new Map<string, MeshService[]>();
  for (const service of mesh.services) {
    if (service.ref.kind === 'ServiceEntry') {
      for (const entry of asList(
        at(mesh.get(service.ref), 'spec', 'endpoints'),
      )) {
        const address = asText(asRecord(entry).address) ?? '';
        index.set(address, [...(index.get(address) ?? []), service]);
      }
    }
  }
  return index;
});

function selectorOf(mesh: Mesh, service: MeshService): Record<string, string> {
  return (
    service.selector ??
    asLabels(at(mesh.get(service.ref), 'spec', 'workloadSelector', 'labels'))
  );
}

/** Services that a proxy serves, the oldest first. */
export function servicesOfProxy(
  mesh: Mesh,
  { namespace, labels, addresses = [], workload }: ServerProxy,
): MeshService[] {
  const selecting = workload
    ? mesh.servicesOf(workload)
    : mesh.services.filter(service => {
        const selector = selectorOf(mesh, service);
        return (
          service.namespace === namespace &&
          Object.keys(selector).length > 0 &&
          selects(selector, labels)
        );
      });
  const found = new Set([
    ...selecting,
    ...addresses.flatMap(address => byAddress(mesh).get(address) ?? []),
  ]);
  const object = ({ ref }: MeshService): KubeObject =>
    mesh.get(ref) ?? { ...ref, metadata: { name: ref.name } };
  return [...found].sort((a, b) => byAge(object(a), object(b)));
}

/** The port of the pod that a service's port leads to; undefined when its name cannot be resolved. */
export function podPort(
  port: ServicePort,
  workload: Workload | undefined,
): number | undefined {
  return port.targetName && workload
    ? namedPort(workload, port.targetName)
    : port.targetPort;
}

function ingressPort(
  mesh: Mesh,
  sidecar: KubeObject,
  port: number,
): InboundPort | undefined {
  const listeners = asList(at(sidecar, 'spec', 'ingress')).map(asRecord);
  const index = listeners.findIndex(
    listener => asNumber(at(listener, 'port', 'number')) === port,
  );
  if (index < 0) {
    return undefined;
  }
  const listener = listeners[index];
  const tls =
    listener.tls && honoursIngressTls(mesh)
      ? asRecord(listener.tls)
      : undefined;
  const protocol = (
    asText(at(listener, 'port', 'protocol')) ?? ''
  ).toLowerCase();
  const known = [...HTTP, 'https', 'tls', 'tcp', 'mongo', 'mysql', 'redis'];
  return {
    kind: 'sidecar',
    declaredBy: refOf(sidecar),
    field: `spec.ingress[${index}]`,
    servicePort: port,
    protocol:
      tls && protocol === 'https'
        ? 'http'
        : listenerProtocol(known.includes(protocol) ? protocol : 'auto'),
    bind: asText(listener.bind) || undefined,
    tls,
  };
}

/** What a proxy knows about one of its ports: from the ingress list of its Sidecar, else from the oldest service. */
export function inboundPort(
  mesh: Mesh,
  proxy: ServerProxy,
  port: number,
): InboundPort {
  const passthrough: InboundPort = {
    kind: 'passthrough',
    servicePort: port,
    protocol: 'auto',
  };
  const sidecar = sidecarIndex(mesh).of({ kind: 'sidecar', ...proxy });
  if (sidecar && asList(at(sidecar, 'spec', 'ingress')).length > 0) {
    return (
      ingressPort(mesh, sidecar, port) ?? {
        ...passthrough,
        declaredBy: refOf(sidecar),
        field: 'spec.ingress',
      }
    );
  }
  for (const service of servicesOfProxy(mesh, proxy)) {
    const declared = service.ports.find(
      candidate =>
        candidate.protocol !== 'udp' &&
        podPort(candidate, proxy.workload) === port,
    );
    if (declared) {
      return {
        kind: 'service',
        declaredBy: service.ref,
        field: 'spec.ports',
        servicePort: declared.number,
        protocol: listenerProtocol(declared.protocol),
      };
    }
  }
  return passthrough;
}

/** Health and metrics of the proxy, which never pass through it. */
const OWN_PORTS = [15020, 15021, 15090];

/** Whether a port of a pod goes through its proxy: annotations may exclude it, or name those that alone do. */
export function isIntercepted(
  annotations: Readonly<Record<string, string>>,
  direction: 'Inbound' | 'Outbound',
  port: number,
): boolean {
  const ports = (name: string): string[] | undefined =>
    annotations[`traffic.sidecar.istio.io/${name}${direction}Ports`]
      ?.split(',')
      .map(entry => entry.trim());
  const included = ports('include');
  if (direction === 'Inbound' && OWN_PORTS.includes(port)) {
    return false;
  }
  const isIncluded =
    direction === 'Outbound' ||
    included === undefined ||
    included.includes('*') ||
    included.includes(String(port));
  return isIncluded && !asTexts(ports('exclude')).includes(String(port));
}
