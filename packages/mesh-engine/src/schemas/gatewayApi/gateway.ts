import { group, kind, namespaceName, objectName, port } from '../parts/names';
import {
  list,
  map,
  object,
  required,
  text,
  type Infer,
  type Rule,
} from '../schema';
import { certificateRef, labelSelector, listeners } from './listeners';
import {
  addressIsHostname,
  addressIsIp,
  uniqueAddresses,
} from './rules/addresses';
import { metadataKeys } from './rules/metadataKeys';

const uniquePorts: Rule<{ port: number }[]> = {
  apiServer: 'Port for TLS configuration must be unique within the Gateway',
  message: 'TLS of the same port is set twice.',
  fix: 'Merge the two entries.',
  judge: entries =>
    new Set(entries.map(entry => entry.port)).size === entries.length,
};

const addresses = list(
  object(
    {
      type: text({
        pattern:
          "^Hostname|IPAddress|NamedAddress|[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\\/[A-Za-z0-9\\/\\-._~%!$&'()*+,;=:]+$",
        min: 1,
        max: 253,
      }),
      value: text({ max: 253 }),
    },
    { rules: [addressIsIp, addressIsHostname] },
  ),
  {
    max: 16,
    rules: [uniqueAddresses('IPAddress'), uniqueAddresses('Hostname')],
  },
);

const infrastructure = object({
  annotations: map(text({ max: 4096 }), {
    max: 16,
    rules: metadataKeys('Annotation'),
  }),
  labels: map(
    text({
      pattern: '^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$',
      max: 63,
    }),
    { max: 8, rules: metadataKeys('Label') },
  ),
  parametersRef: object({
    group: required(group),
    kind: required(kind),
    name: required(objectName),
  }),
});

const frontendTls = object({
  validation: object({
    caCertificateRefs: required(
      list(
        object({
          group: required(group),
          kind: required(kind),
          name: required(objectName),
          namespace: namespaceName,
        }),
        { min: 1, max: 16 },
      ),
    ),
    mode: text({ values: ['AllowValidOnly', 'AllowInsecureFallback'] }),
  }),
});

export const kubernetesGateway = object({
  addresses,
  allowedListeners: object({
    namespaces: object({
      from: text({ values: ['All', 'Selector', 'Same', 'None'] }),
      selector: labelSelector,
    }),
  }),
  gatewayClassName: required(objectName),
  infrastructure,
  listeners: required(listeners),
  tls: object({
    backend: object({ clientCertificateRef: certificateRef }),
    frontend: object({
      default: required(frontendTls),
      perPort: list(
        object({ port: required(port), tls: required(frontendTls) }),
        { max: 64, keys: ['port'], rules: [uniquePorts] },
      ),
    }),
  }),
});

export type KubernetesGatewaySpec = Infer<typeof kubernetesGateway>;
