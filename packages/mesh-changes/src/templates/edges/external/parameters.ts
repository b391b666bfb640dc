import {
  callersField,
  namespaceField,
  portField,
} from '../../security/common/fields';
import type { ParameterSchema } from '../../types';

/** What is asked about a host outside. */
export const externalParameters: ParameterSchema & { type: 'object' } = {
  type: 'object',
  additionalProperties: false,
  required: ['namespace', 'hosts', 'ports', 'tls'],
  properties: {
    namespace: namespaceField('Where the host is declared.'),
    hosts: {
      type: 'array',
      title: 'Hosts',
      description:
        'Names of the hosts, such as api.example.com. *.example.com stands for all below it.',
      minItems: 1,
      maxItems: 50,
      uniqueItems: true,
      items: {
        type: 'string',
        pattern:
          '^(\\*\\.)?([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\\.)+[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$',
        maxLength: 253,
        'x-picker': 'host',
      },
    },
    name: {
      type: 'string',
      title: 'Name',
      description:
        'A short name for it, such as payment-api. Left out, it is made of the host.',
      pattern: '^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$',
    },
    ports: {
      type: 'array',
      title: 'Ports',
      description: 'Ports that the application dials.',
      minItems: 1,
      maxItems: 20,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['number', 'protocol'],
        properties: {
          number: portField('The port that the application dials.'),
          protocol: {
            type: 'string',
            title: 'Protocol',
            description: 'What the application sends there.',
            enum: ['HTTP', 'HTTP2', 'GRPC', 'HTTPS', 'TLS', 'TCP'],
          },
          targetPort: portField(
            'The port of the host, where it is another. With originate it is 443 unless you say otherwise.',
          ),
        },
      },
    },
    tls: {
      type: 'string',
      title: 'Encryption',
      description:
        'Who encrypts: the proxy (originate), the application (passthrough), or nobody (none).',
      enum: ['originate', 'passthrough', 'none'],
    },
    resolution: {
      type: 'string',
      title: 'Addresses',
      description:
        'How addresses are found: by DNS, from a list (STATIC), or as the application dials them (NONE).',
      enum: ['DNS', 'STATIC', 'NONE'],
      default: 'DNS',
    },
    addresses: {
      type: 'array',
      title: 'List of addresses',
      description: 'IP addresses of the host, for STATIC.',
      minItems: 1,
      maxItems: 50,
      uniqueItems: true,
      items: {
        type: 'string',
        pattern:
          '^((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}|[0-9a-fA-F]*:[0-9a-fA-F:]+)$',
        maxLength: 45,
      },
    },
    egressGateway: {
      type: 'boolean',
      title: 'Through the egress gateway',
      description: 'Whether the traffic leaves by the egress gateway.',
      default: false,
    },
    callers: callersField(
      'Callers',
      'Who calls the host. Through the egress gateway nobody else may.',
    ),
  },
};
