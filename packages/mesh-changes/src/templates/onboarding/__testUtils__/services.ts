import type { Mesh } from '@ecotrack/mesh-engine';
import type { OnboardParameters } from '../types';

const account = (namespace: string, serviceAccount: string) => ({
  namespace,
  serviceAccount,
});

/** A service that nobody prepared. */
export const returns: OnboardParameters = {
  namespace: 'ecotrack',
  service: 'returns-service',
  tier: 'standard',
  runtime: 'spring-boot',
  image: 'registry.ecotrack.example.com/returns-service:v1',
  ports: [{ protocol: 'http', number: 8080 }],
  callers: [
    account('ecotrack', 'order-service'),
    account('ambassador', 'ambassador'),
  ],
  dependencies: [
    { namespace: 'ecotrack', service: 'product-service', port: 8080 },
    { namespace: 'ecotrack', service: 'notification-service', port: 8080 },
  ],
  dataStores: [
    {
      kind: 'postgresql',
      namespace: 'data',
      service: 'postgresql-primary',
      port: 5432,
    },
    { kind: 'kafka', namespace: 'data', port: 9092 },
  ],
  externalApis: [
    { host: 'api.payments.example.com', port: 443, throughEgress: true },
    { host: 'api.parcels.example.com', port: 443, throughEgress: true },
    { host: 'status.parcels.example.com', port: 443 },
  ],
};

/** One that nobody prepared in an environment whose files stand in one folder. */
export const governor: OnboardParameters = {
  namespace: 'tai-system',
  service: 'returns-service',
  tier: 'internal',
  runtime: 'go',
  image: 'registry.example.com/returns:1',
  ports: [{ protocol: 'grpc', number: 9090, targetPort: 50051 }],
  callers: [{ namespace: 'tai-system', serviceAccount: 'scheduler' }],
  dependencies: [
    { namespace: 'tai-system', service: 'coordinator', port: 50051 },
  ],
};

/** The services that EcoTrack has, as their owners would onboard them. */
export const ecotrack: OnboardParameters[] = (
  [
    ['user-service', 'external-facing', [], ['postgresql-primary'], []],
    [
      'product-service',
      'external-facing',
      [],
      ['postgresql-replica', 'redis'],
      [],
    ],
    [
      'order-service',
      'external-facing',
      [
        'user-service',
        'product-service',
        'payment-service',
        'notification-service',
      ],
      ['postgresql-primary', 'kafka'],
      [],
    ],
    [
      'payment-service',
      'pci',
      [],
      ['postgresql-primary'],
      ['api.payments.example.com'],
    ],
    [
      'notification-service',
      'internal',
      [],
      ['redis', 'kafka'],
      ['api.notify.example.com'],
    ],
  ] as const
).map(([service, tier, called, stores, hosts]) => ({
  namespace: 'ecotrack',
  service,
  tier,
  runtime: 'spring-boot',
  ports: [{ protocol: 'http', number: 8080 }],
  dependencies: called.map(name => ({
    namespace: 'ecotrack',
    service: name,
    port: 8080,
  })),
  dataStores: stores.map(name => ({
    kind: 'redis',
    namespace: 'data',
    service: name,
    port: { redis: 6379, kafka: 9092 }[name as string] ?? 5432,
  })),
  externalApis: hosts.map(host => ({ host, port: 443, throughEgress: true })),
}));

/** Service accounts that may send a GET request to a service, as `namespace/account`. */
export function letIn(mesh: Mesh, namespace: string, name: string): string[] {
  const service = mesh.service(namespace, name);
  const [workload] = service?.workloads ?? [];
  const [port] = service?.ports ?? [];
  const { trustDomain } = mesh.config;
  return mesh
    .objects('ServiceAccount', '')
    .map(({ metadata }) => [metadata.namespace ?? '', metadata.name])
    .filter(
      ([home, caller]) =>
        mesh.authorize({
          source: {
            mtls: true,
            principal: `${trustDomain}/ns/${home}/sa/${caller}`,
          },
          destination: { workload, port: port?.targetPort ?? port?.number },
          protocol: port?.protocol,
          http: { method: 'GET', path: '/returns', headers: {} },
        }).decision === 'allow',
    )
    .map(([home, caller]) => `${home}/${caller}`)
    .sort();
}
