import type { Mesh } from '../../mesh/Mesh';
import { asList, asRecord, asText, at } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import type { KubeObject } from '../../resources/types';
import { namespaceOf } from '../reading/scope';
import type { Check, Violation } from '../types';

const PROTOCOLS = [
  'grpc',
  'grpc-web',
  'http',
  'http2',
  'https',
  'mongo',
  'mysql',
  'redis',
  'tcp',
  'tls',
  'udp',
  'hbone',
  'double-hbone',
  'auto',
];

/** Names of appProtocol that Kubernetes gives, and Istio understands. */
const OF_KUBERNETES = [
  'kubernetes.io/h2c',
  'kubernetes.io/ws',
  'kubernetes.io/wss',
];

function isNamed(name: string): boolean {
  const lower = name.toLowerCase();
  return PROTOCOLS.some(
    protocol => lower === protocol || lower.startsWith(`${protocol}-`),
  );
}

const isKnown = (appProtocol: string) =>
  PROTOCOLS.includes(appProtocol.toLowerCase()) ||
  OF_KUBERNETES.includes(appProtocol.toLowerCase());

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

const portsOf = (object: KubeObject) =>
  asList(at(object, 'spec', 'ports'))
    .map(asRecord)
    .map((port, index) => ({ port, index }))
    .filter(({ port }) => asText(port.protocol)?.toUpperCase() !== 'UDP');

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
    ? `has a name that does not begin with a protocol`
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
          at(service, 'spec', 'type') !== 'ExternalName',
      )
      .flatMap(service =>
        portsOf(service).flatMap(({ port, index }) =>
          violation(service, port, index),
        ),
      ),
};

export const externalNamePort: Check = {
  code: 'MESH2503',
  severity: 'warning',
  title: 'Port of an ExternalName service that catches all traffic',
  istioctl: ['IST0150'],
  find: mesh =>
    mesh
      .objects('Service', '')
      .filter(service => at(service, 'spec', 'type') === 'ExternalName')
      .flatMap(service =>
        portsOf(service).flatMap(({ port, index }) => {
          const name = asText(port.name) ?? '';
          const declared = asText(port.appProtocol) ?? name;
          const isTcp = /^tcp(-|$)/i.test(declared);
          return (isNamed(declared) || isKnown(declared)) && !isTcp
            ? []
            : {
                object: refOf(service),
                field: `spec.ports[${index}].name`,
                message: `Port ${name || String(port.port)} of ${describeRef(
                  refOf(service),
                )} is TCP to Istio, so sidecars may send every connection to port ${String(
                  port.port,
                )}, of whatever host, to ${
                  asText(at(service, 'spec', 'externalName')) ?? 'it'
                }.`,
                fix: 'Name the port after its protocol, such as https or tls.',
              };
        }),
      ),
};

/** Ports of gateways and ServiceEntries say their protocol; a name that says another is a mistake. */
function misnamed(
  object: KubeObject,
  field: string,
  port: Record<string, unknown>,
): Violation[] {
  const name = asText(port.name);
  return name === undefined || isNamed(name)
    ? []
    : [
        {
          object: refOf(object),
          field: `${field}.name`,
          message: `Port ${name} of ${describeRef(
            refOf(object),
          )} has a name that does not begin with a protocol.`,
          fix: `Name it after its protocol, such as ${(
            asText(port.protocol) ?? 'http'
          ).toLowerCase()}-${name}.`,
        },
      ];
}

export const otherPortName: Check = {
  code: 'MESH2504',
  severity: 'error',
  title: 'Port named after no protocol',
  kiali: ['KIA0601'],
  find: mesh => [
    ...mesh
      .objects('Gateway', 'networking.istio.io')
      .flatMap(object =>
        asList(at(object, 'spec', 'servers')).flatMap((server, index) =>
          misnamed(
            object,
            `spec.servers[${index}].port`,
            asRecord(asRecord(server).port),
          ),
        ),
      ),
    ...mesh
      .objects('ServiceEntry', 'networking.istio.io')
      .flatMap(object =>
        asList(at(object, 'spec', 'ports')).flatMap((port, index) =>
          misnamed(object, `spec.ports[${index}]`, asRecord(port)),
        ),
      ),
  ],
};
