import {
  callersField,
  methodsField,
  namespaceField,
  pathsField,
  portField,
} from '../security/common/fields';
import type { ParameterSchema } from '../types';

const HOST =
  '^([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\\.)+[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$';
const NAME = '^[a-z]([-a-z0-9]*[a-z0-9])?$';
const PROBE_PATH = '^/[^\\s]*$';

const hostField = (description: string): ParameterSchema => ({
  type: 'string',
  title: 'Host',
  description,
  pattern: HOST,
  maxLength: 253,
  'x-picker': 'host',
});

const serviceField = (description: string): ParameterSchema => ({
  type: 'string',
  title: 'Service',
  description,
  pattern: NAME,
  maxLength: 63,
  'x-picker': 'service',
});

const itemsOf = (
  title: string,
  description: string,
  item: ParameterSchema,
): ParameterSchema => ({
  type: 'array',
  title,
  description,
  maxItems: 50,
  uniqueItems: true,
  items: { type: 'object', additionalProperties: false, ...item },
});

const callers = callersField(
  'Callers',
  'Who may call the service. None means nobody.',
  { minItems: 0, byAccount: true },
);

const replicasField = (
  title: string,
  description: string,
): ParameterSchema => ({
  type: 'integer',
  title,
  description,
  minimum: 1,
  maximum: 1000,
});

const probeField = (title: string, description: string): ParameterSchema => ({
  type: 'string',
  title,
  description,
  pattern: PROBE_PATH,
  maxLength: 1024,
});

/** What is asked about a service that is to be in the mesh. */
export const onboardParameters: ParameterSchema & { type: 'object' } = {
  type: 'object',
  additionalProperties: false,
  required: ['namespace', 'service', 'tier', 'runtime', 'ports'],
  properties: {
    namespace: namespaceField('Where the service runs.'),
    service: serviceField(
      'Name of the service: small letters, digits and hyphens, a letter first.',
    ),
    createNamespace: {
      type: 'boolean',
      title: 'Make the namespace',
      description: 'Whether the namespace is made where it does not exist.',
      default: false,
    },
    tier: {
      type: 'string',
      title: 'Tier',
      description:
        'How the service is treated: pci is strict, lists methods and paths and logs every request; internal may take longer; external-facing is called from outside.',
      enum: ['standard', 'internal', 'pci', 'external-facing'],
      default: 'standard',
    },
    runtime: {
      type: 'string',
      title: 'Runtime',
      description:
        'What the service is written in; tcp for what speaks no HTTP, such as a data store.',
      enum: ['spring-boot', 'node', 'go', 'tcp'],
      default: 'spring-boot',
    },
    image: {
      type: 'string',
      title: 'Image',
      description:
        'Image of the container, where the service does not run yet. What runs already keeps its own.',
      pattern: '^[a-z0-9][\\w./:@-]*$',
      maxLength: 500,
    },
    workload: {
      type: 'string',
      title: 'Workload',
      description:
        'What runs the service already. Left out, it is found by the service, or by the label app.',
      pattern:
        '^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$',
      maxLength: 253,
      'x-picker': 'workload',
    },
    managementPort: portField(
      'Port of the actuator of Spring Boot, which may be that of the service itself; 8081 unless you say otherwise.',
    ),
    probes: {
      type: 'object',
      title: 'Probes',
      description:
        'Paths that say whether the container is ready and alive, where they are not those of the runtime.',
      additionalProperties: false,
      required: ['readiness', 'liveness'],
      properties: {
        readiness: probeField('Readiness', 'Path that says it is ready.'),
        liveness: probeField('Liveness', 'Path that says it is alive.'),
      },
    },
    ports: {
      ...itemsOf('Ports', 'Ports at which the service is called.', {
        required: ['protocol', 'number'],
        properties: {
          protocol: {
            type: 'string',
            title: 'Protocol',
            description: 'What callers send.',
            enum: ['http', 'http2', 'grpc', 'https', 'tls', 'tcp'],
          },
          number: portField('Port that callers dial.'),
          targetPort: portField('Port of the pods, where it is another.'),
          name: {
            type: 'string',
            title: 'Name',
            description:
              'Name of the port; the protocol is put before it. Left out, it is the protocol.',
            pattern: NAME,
            maxLength: 40,
          },
        },
      }),
      minItems: 1,
      maxItems: 20,
    },
    callers: {
      ...callers,
      items: {
        ...callers.items,
        properties: {
          ...callers.items?.properties,
          methods: methodsField,
          paths: pathsField,
        },
      },
    },
    dependencies: itemsOf(
      'Dependencies',
      'What the service calls: a service of the mesh, or a host outside that the mesh knows. It is let in there.',
      {
        required: ['port'],
        properties: {
          namespace: namespaceField('Where the called service runs.'),
          service: serviceField('The service that is called.'),
          host: hostField('A host, in the place of namespace and service.'),
          port: portField('Port that is dialled.'),
          methods: {
            ...methodsField,
            description:
              'Methods that are needed. Left out, what other callers may do there.',
          },
          paths: {
            ...pathsField,
            description:
              'Paths that are needed. Left out, what other callers may do there.',
          },
        },
      },
    ),
    dataStores: itemsOf(
      'Data stores',
      'Databases, caches and queues that the service connects to. It is let in there.',
      {
        required: ['kind', 'namespace', 'port'],
        properties: {
          kind: {
            type: 'string',
            title: 'Kind',
            description: 'What it is.',
            enum: ['postgresql', 'redis', 'kafka'],
          },
          namespace: namespaceField('Where it runs.'),
          service: serviceField(
            'Its service. Left out, the one that is named as the kind.',
          ),
          port: portField('Port that is dialled, such as 5432.'),
        },
      },
    ),
    externalApis: itemsOf(
      'APIs outside',
      'Hosts outside the mesh that the service calls.',
      {
        required: ['host', 'port'],
        properties: {
          host: hostField('Name of the host, such as api.example.com.'),
          port: portField(
            'Port of the host. Through the egress gateway the service calls plain HTTP at port 80, and the gateway makes it HTTPS at this port.',
          ),
          throughEgress: {
            type: 'boolean',
            title: 'Through the egress gateway',
            description: 'Whether the traffic leaves by the egress gateway.',
            default: false,
          },
        },
      },
    ),
    ownServiceAccount: {
      type: 'boolean',
      title: 'Service account of its own',
      description:
        'Whether what runs already as an account that others have too gets one of its own. Its pods are made again, and policies that name the old account name the new one beside it.',
      default: false,
    },
    ingress: {
      type: 'object',
      title: 'Way in from outside',
      description:
        'The host and paths by which the service is called through the gateway of the mesh. Tier external-facing only.',
      additionalProperties: false,
      required: ['host'],
      properties: {
        host: hostField(
          'Name of the host, such as shop.example.com. A gateway takes requests for it already.',
        ),
        paths: {
          type: 'array',
          title: 'Paths',
          description:
            'Beginnings of paths that lead to the service, such as /returns. None means every path that no other route takes.',
          items: {
            type: 'string',
            pattern: '^/[^\\s*{}?#]*$',
            maxLength: 1024,
          },
          minItems: 1,
          maxItems: 50,
          uniqueItems: true,
        },
      },
    },
    replicas: {
      type: 'object',
      title: 'Replicas',
      description: 'How many pods there are; 2 to 6 unless you say otherwise.',
      additionalProperties: false,
      required: ['min', 'max'],
      properties: {
        min: replicasField('At least', 'Pods that run always.'),
        max: replicasField('At most', 'Pods that run under load.'),
      },
    },
  },
};
