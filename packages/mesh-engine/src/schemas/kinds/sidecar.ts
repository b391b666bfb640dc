import { connectionPool } from '../parts/connectionPool';
import { destination } from '../parts/portSelector';
import { workloadSelector } from '../parts/selectors';
import { serverTls } from '../parts/serverTls';
import { list, object, required, text, uint32, type Infer } from '../schema';

const port = object({
  name: text(),
  number: uint32(),
  protocol: text(),
  targetPort: uint32(),
});

const captureMode = text({ values: ['DEFAULT', 'IPTABLES', 'NONE'] });

export const sidecar = object({
  egress: list(
    object({ bind: text(), captureMode, hosts: required(list(text())), port }),
  ),
  inboundConnectionPool: connectionPool,
  ingress: list(
    object({
      bind: text(),
      captureMode,
      connectionPool,
      defaultEndpoint: text(),
      port: required(port),
      tls: serverTls,
    }),
  ),
  outboundTrafficPolicy: object({
    egressProxy: destination,
    mode: text({ values: ['REGISTRY_ONLY', 'ALLOW_ANY'] }),
  }),
  workloadSelector,
});

export type SidecarSpec = Infer<typeof sidecar>;
