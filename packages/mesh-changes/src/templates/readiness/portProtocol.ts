import { ParameterError } from '../ParameterError';
import {
  namespaceField,
  portField,
  serviceField,
} from '../security/common/fields';
import { requirePort, requireService } from '../security/common/find';
import { planOf } from '../security/common/planOf';
import { at, list, withAt } from '../security/common/values';
import type { ChangeTemplate } from '../types';

type Parameters = {
  namespace: string;
  service: string;
  port: number;
  protocol: string;
};

const PROTOCOLS = [
  'http',
  'http2',
  'grpc',
  'https',
  'tls',
  'tcp',
  'mongo',
  'mysql',
  'redis',
];

export const portProtocol: ChangeTemplate<Parameters> = {
  id: 'port-protocol',
  version: 1,
  topic: 'edges',
  title: 'Protocol of a port',
  summary:
    'Says what a port of a service carries, so that proxies do not guess.',
  description: `A proxy routes, retries and counts requests only where it knows that a port carries HTTP or gRPC. Where a Service does not say so, the proxy guesses from the first bytes of each connection, which fails where the server speaks first.

Use it for ports that have no name, or one that does not begin with a protocol. The name stays as it is; the protocol is set beside it (\`appProtocol\`).

\`tcp\` is always right, and the least: connections pass, and no more is known of them. Choose \`http\` or \`grpc\` only where it is true, since the proxy refuses what it cannot read then.

To go back, revert the pull request.`,
  parameters: {
    type: 'object',
    additionalProperties: false,
    required: ['namespace', 'service', 'port', 'protocol'],
    properties: {
      namespace: namespaceField('Where the service runs.'),
      service: serviceField('The service that has the port.'),
      port: portField('The port that callers dial.'),
      protocol: {
        type: 'string',
        title: 'Protocol',
        description: 'What callers send.',
        enum: PROTOCOLS,
      },
    },
  },

  current(given, { mesh }) {
    const { namespace, service, port } = given;
    const protocol =
      namespace === undefined || service === undefined
        ? undefined
        : mesh
            .service(namespace, service)
            ?.ports.find(({ number }) => number === port)?.protocol;
    return protocol !== undefined && PROTOCOLS.includes(protocol)
      ? { protocol, ...given }
      : given;
  },

  plan(parameters, context) {
    const { namespace, service: name, port: number, protocol } = parameters;
    const { mesh } = context;
    const service = requireService(mesh, namespace, name);
    const { port } = requirePort(service, number, 'port');
    const object = mesh.get(service.ref);
    const place = list(at(object, 'spec', 'ports')).findIndex(
      entry => Number(at(entry, 'port')) === number,
    );
    if (!object || port.protocol === 'udp') {
      throw new ParameterError(
        'port',
        `Port ${number} of service ${name} carries UDP, which goes around proxies. Name a TCP port.`,
      );
    }
    const isSaid = port.protocol === protocol;
    return planOf(context, {
      title: `Say that port ${number} of ${name} carries ${protocol}`,
      wanted: [
        isSaid
          ? object
          : withAt(object, ['spec', 'ports', place, 'appProtocol'], protocol),
      ],
      notes: isSaid
        ? []
        : [
            protocol === 'tcp'
              ? 'Routes, retries and figures by request do not count at this port.'
              : `Proxies read what comes at this port as ${protocol} from then on, and refuse what is not.`,
          ],
    });
  },
};
