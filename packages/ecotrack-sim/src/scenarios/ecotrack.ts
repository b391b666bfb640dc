import { INTERNET, type Behaviour, type Call, type Scenario } from './types';

const AMBASSADOR = 'ambassador/ambassador';
const INGRESS = 'istio-system/istio-ingressgateway';
const EGRESS = 'istio-system/istio-egressgateway';
const USER = 'ecotrack/user-service';
const PRODUCT = 'ecotrack/product-service';
const ORDER = 'ecotrack/order-service';
const PAYMENT = 'ecotrack/payment-service';
const NOTIFICATION = 'ecotrack/notification-service';
const PRIMARY = 'data/postgresql-primary';
const REPLICA = 'data/postgresql-replica';
const REDIS = 'data/redis';
const KAFKA = 'data/kafka';
const PAYMENT_API = 'api.payments.example.com';
const NOTIFICATION_API = 'api.notify.example.com';

/** EcoTrack's call graph; `size` scales the load that comes from outside. */
function calls(size: number): Call[] {
  return [
    { from: INTERNET, to: AMBASSADOR, rate: 420 * size },
    { from: INTERNET, to: INGRESS, rate: 90 * size },
    { from: AMBASSADOR, to: USER, perRequest: 0.35 },
    { from: AMBASSADOR, to: PRODUCT, perRequest: 0.45 },
    { from: AMBASSADOR, to: ORDER, perRequest: 0.2 },
    { from: INGRESS, to: USER, perRequest: 0.2 },
    { from: INGRESS, to: PRODUCT, perRequest: 0.5 },
    { from: INGRESS, to: ORDER, perRequest: 0.3 },
    { from: 'legacy/legacy-batch', to: ORDER, rate: 2.1 },
    { from: ORDER, to: USER, perRequest: 1 },
    { from: ORDER, to: PRODUCT, perRequest: 2 },
    { from: ORDER, to: PAYMENT, perRequest: 0.6, matchedShare: 0.02 },
    { from: PAYMENT, to: PAYMENT_API, perRequest: 1, through: EGRESS },
    {
      from: NOTIFICATION,
      to: NOTIFICATION_API,
      rate: 24 * size,
      through: EGRESS,
    },
    { from: USER, to: PRIMARY, bytesPerRequest: 1400 },
    { from: PRODUCT, to: REPLICA, bytesPerRequest: 2600 },
    { from: PRODUCT, to: REDIS, bytesPerRequest: 700 },
    { from: ORDER, to: PRIMARY, bytesPerRequest: 2100 },
    { from: ORDER, to: KAFKA, bytesPerRequest: 900 },
    { from: PAYMENT, to: PRIMARY, bytesPerRequest: 1100 },
    { from: NOTIFICATION, to: KAFKA, bytesPerRequest: 900 },
    { from: NOTIFICATION, to: REDIS, bytesPerRequest: 500 },
  ];
}

const behaviours: Record<string, Behaviour> = {
  [USER]: { latency: 12, errorShare: 0.0006 },
  [PRODUCT]: { latency: 18, errorShare: 0.0009 },
  [ORDER]: { latency: 46, errorShare: 0.0018 },
  [PAYMENT]: { latency: 64, errorShare: 0.002 },
  [EGRESS]: { latency: 70, errorShare: 0.001 },
  [PAYMENT_API]: { latency: 48, errorShare: 0.001 },
  [NOTIFICATION_API]: { latency: 95, errorShare: 0.003 },
};

const environment = (name: string, size: number): Scenario => ({
  cluster: `ecotrack-${name}`,
  folder: `ecotrack/overlays/${name}`,
  calls: calls(size),
  perCaller: 0.1,
  behaviours,
});

/** EcoTrack in its three environments. */
export const ecotrack: Scenario[] = [
  environment('dev', 0.02),
  environment('staging', 0.1),
  environment('production', 1),
];
