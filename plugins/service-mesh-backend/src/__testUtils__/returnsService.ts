/** The form of a service that nobody prepared. */
export const returnsService = {
  template: 'onboard-service',
  parameters: {
    namespace: 'ecotrack',
    service: 'returns-service',
    tier: 'standard',
    runtime: 'spring-boot',
    image: 'registry.ecotrack.example.com/returns-service:v1',
    ports: [{ protocol: 'http', number: 8080 }],
    callers: [{ namespace: 'ecotrack', serviceAccount: 'order-service' }],
    dependencies: [
      { namespace: 'ecotrack', service: 'product-service', port: 8080 },
    ],
    dataStores: [{ kind: 'kafka', namespace: 'data', port: 9092 }],
    externalApis: [
      { host: 'api.parcels.example.com', port: 443, throughEgress: true },
    ],
  },
};
