import type { Behaviour, Call, Scenario } from './types';

const EGRESS = 'istio-system/istio-egressgateway';

/** EcoTrack's call graph; `size` scales the load that comes from outside. */
function calls(size: number): Call[] {
  return [
    { from: 'internet', to: 'ambassador/ambassador', rate: 420 * size },
    {
      from: 'internet',
      to: 'istio-system/istio-ingressgateway',
      rate: 90 * size,
    },
    {
      from: 'ambassador/ambassador',
      to: 'ecotrack/user-service',
      perRequest: 0.35,
    },
    {
      from: 'ambassador/ambassador',
      to: 'ecotrack/product-service',
      perRequest: 0.45,
    },
    {
      from: 'ambassador/ambassador',
      to: 'ecotrack/order-service',
      perRequest: 0.2,
    },
    {
      from: 'istio-system/istio-ingressgateway',
      to: 'ecotrack/product-service',
      perRequest: 0.7,
    },
    {
      from: 'istio-system/istio-ingressgateway',
      to: 'ecotrack/order-service',
      perRequest: 0.3,
    },
    { from: 'legacy/legacy-batch', to: 'ecotrack/order-service', rate: 2.1 },
    {
      from: 'ecotrack/order-service',
      to: 'ecotrack/user-service',
      perRequest: 1,
    },
    {
      from: 'ecotrack/order-service',
      to: 'ecotrack/product-service',
      perRequest: 2,
    },
    {
      from: 'ecotrack/order-service',
      to: 'ecotrack/payment-service',
      perRequest: 0.6,
      matchedShare: 0.02,
    },
    {
      from: 'ecotrack/payment-service',
      to: 'api.payments.example.com',
      perRequest: 1,
      through: EGRESS,
    },
    { from: 'ecotrack/order-service', to: 'data/kafka', bytesPerRequest: 900 },
    {
      from: 'ecotrack/notification-service',
      to: 'api.notify.example.com',
      rate: 24 * size,
      through: EGRESS,
    },
    {
      from: 'ecotrack/notification-service',
      to: 'data/redis',
      bytesPerRequest: 500,
    },
    {
      from: 'ecotrack/notification-service',
      to: 'data/kafka',
      bytesPerRequest: 900,
    },
    {
      from: 'ecotrack/user-service',
      to: 'data/postgresql-primary',
      bytesPerRequest: 1400,
    },
    {
      from: 'ecotrack/product-service',
      to: 'data/postgresql-replica',
      bytesPerRequest: 2600,
    },
    {
      from: 'ecotrack/product-service',
      to: 'data/redis',
      bytesPerRequest: 700,
    },
    {
      from: 'ecotrack/order-service',
      to: 'data/postgresql-primary',
      bytesPerRequest: 2100,
    },
    {
      from: 'ecotrack/payment-service',
      to: 'data/postgresql-primary',
      bytesPerRequest: 1100,
    },
  ];
}

const behaviours: Record<string, Behaviour> = {
  'ambassador/ambassador': { latency: 42, errorShare: 0.0012 },
  'istio-system/istio-ingressgateway': { latency: 38, errorShare: 0.001 },
  'ecotrack/user-service': { latency: 12, errorShare: 0.0006 },
  'ecotrack/product-service': { latency: 18, errorShare: 0.0009 },
  'ecotrack/order-service': { latency: 46, errorShare: 0.0018 },
  'ecotrack/payment-service': { latency: 64, errorShare: 0.002 },
  'api.payments.example.com': { latency: 48, errorShare: 0.001 },
  'api.notify.example.com': { latency: 95, errorShare: 0.003 },
};

const environment = (name: string, size: number): Scenario => ({
  cluster: `ecotrack-${name}`,
  folder: `ecotrack/overlays/${name}`,
  calls: calls(size),
  behaviours,
});

export const ecotrack: Scenario[] = [
  environment('dev', 0.02),
  environment('staging', 0.1),
  environment('production', 1),
];
