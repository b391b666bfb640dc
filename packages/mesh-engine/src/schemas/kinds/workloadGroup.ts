import { workloadFields } from '../parts/workload';
import { portNumber } from '../rules/ports';
import { socketWithoutPorts } from '../rules/unixSockets';
import {
  integer,
  list,
  map,
  object,
  required,
  text,
  uint32,
  type Infer,
  type Rule,
} from '../schema';

const httpScheme: Rule<string> = {
  apiServer: 'scheme must be one of [HTTP, HTTPS]',
  message: 'A probe is sent by HTTP or HTTPS.',
  fix: 'Write HTTP or HTTPS, in capitals.',
  judge: scheme => ['', 'HTTP', 'HTTPS'].includes(scheme),
};

const port = uint32({ rules: [portNumber] });
const count = integer({ min: 0 });
const words = map(text(), { max: 256 });

const probe = object(
  {
    exec: object({ command: required(list(text({ min: 1 }))) }),
    failureThreshold: count,
    grpc: object({ port, service: text() }),
    httpGet: object({
      host: text(),
      httpHeaders: list(
        object({ name: text({ pattern: '^[-_A-Za-z0-9]+$' }), value: text() }),
      ),
      path: text(),
      port: required(port),
      scheme: text({ rules: [httpScheme] }),
    }),
    initialDelaySeconds: count,
    periodSeconds: count,
    successThreshold: count,
    tcpSocket: object({ host: text(), port: required(port) }),
    timeoutSeconds: count,
  },
  { oneOf: [['httpGet', 'tcpSocket', 'exec', 'grpc']] },
);

export const workloadGroup = object({
  metadata: object({ annotations: words, labels: words }),
  probe,
  template: required(object(workloadFields, { rules: [socketWithoutPorts] })),
});

export type WorkloadGroupSpec = Infer<typeof workloadGroup>;
