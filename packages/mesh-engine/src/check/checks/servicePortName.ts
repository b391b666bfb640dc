import type { Mesh } from '../../mesh/Mesh';
import { asText, at } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import type { KubeObject } from '../../resources/types';
import { isKnown, isNamed, portsOf } from '../reading/portNames';
import { namespaceOf } from '../reading/scope';
import type { Check, Violation } from '../types';

const SYSTEM_NAMESPACES = [
  'istio-system',
  'kube-system',
  'kube-public',
  'kube-node-lease',
  'local-path-storage',
];

/** Services of the platform, and those that istiod makes for gateways, are not the user's to name. */
function isOurs(mesh: Mesh, service: KubeObject): boolean {
  const namespace = namespaceOf(service);
  const labels = service.metadata.labels ?? {};
  return (
    !SYSTEM_NAMESPACES.includes(namespace) &&
    namespace !== mesh.config.rootNamespace &&
    labels['gateway.istio.io/managed'] === undefined &&
    labels.istio === undefined &&
    labels.release !== 'istio'
  );
}

/** Whether it is known that none of its pods has a proxy: then it is most likely no part of the mesh. */
function isOutside(mesh: Mesh, service: KubeObject): boolean {
  const { workloads = [] } =
    mesh.service(namespaceOf(service), service.metadata.name) ?? {};
  return (
    workloads.length > 0 &&
    workloads.every(
      ({ pods, sidecar }) => pods.length > 0 && sidecar.state === 'none',
    )
  );
}

function violation(
  service: KubeObject,
  port: Record<string, unknown>,
  index: number,
): Violation[] {
  const name = asText(port.name);
  const appProtocol = asText(port.appProtocol);
  const isFine = appProtocol ? isKnown(appProtocol) : isNamed(name ?? '');
  if (isFine) {
    return [];
  }
  const said = appProtocol
    ? `has appProtocol ${appProtocol}, which Istio does not know`
    : name
    ? 'has a name that does not begin with a protocol'
    : 'has no name that says its protocol';
  return [
    {
      object: refOf(service),
      field: `spec.ports[${index}].${appProtocol ? 'appProtocol' : 'name'}`,
      message: `Port ${asText(port.name) ?? String(port.port)} of ${describeRef(
        refOf(service),
      )} ${said}; proxies guess the protocol from the first bytes of each connection.`,
      fix: 'Set appProtocol, or name the port as in http-web: grpc, http, http2, https, tcp, tls, mongo, mysql, redis.',
    },
  ];
}

export const servicePortName: Check = {
  code: 'MESH2501',
  severity: 'info',
  title: 'Port whose protocol is not said',
  kiali: ['KIA0601', 'KIA0602'],
  istioctl: ['IST0118'],
  find: mesh =>
    mesh
      .objects('Service', '')
      .filter(
        service =>
          isOurs(mesh, service) &&
          !isOutside(mesh, service) &&
          at(service, 'spec', 'type') !== 'ExternalName',
      )
      .flatMap(service =>
        portsOf(service).flatMap(({ port, index }) =>
          violation(service, port, index),
        ),
      ),
};
