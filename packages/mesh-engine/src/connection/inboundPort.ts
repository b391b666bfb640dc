import type { Mesh } from '../mesh/Mesh';
import { perMesh } from '../mesh/perMesh';
import { asList, asNumber, asRecord, asText, at } from '../resources/fields';
import { refOf } from '../resources/ref';
import type { KubeObject, ObjectRef } from '../resources/types';
import type { ListenerProtocol } from './inboundChains';
import { listenerProtocol } from './listenerProtocol';
import { podPort } from './podPort';
import { servicesOfProxy, type ServerProxy } from './servicesOfProxy';
import { sidecarIndex } from './sidecarIndex';

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
  return {
    kind: 'sidecar',
    declaredBy: refOf(sidecar),
    field: `spec.ingress[${index}]`,
    servicePort: port,
    protocol: tls && protocol === 'https' ? 'http' : listenerProtocol(protocol),
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
