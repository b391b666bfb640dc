import { connectionPool } from '../parts/connectionPool';
import { duration } from '../parts/duration';
import { portSelector } from '../parts/portSelector';
import { selector } from '../parts/selectors';
import {
  boolean,
  integer,
  list,
  map,
  nullable,
  number,
  object,
  required,
  text,
  uint32,
  type Infer,
} from '../schema';

const percent = nullable(number({ min: 0, max: 100 }));

const failover = list(object({ from: text(), to: text() }));

const consistentHash = object(
  {
    httpCookie: object({
      attributes: list(object({ name: required(text()), value: text() })),
      name: required(text()),
      path: text(),
      ttl: text(),
    }),
    httpHeaderName: text(),
    httpQueryParameterName: text(),
    maglev: object({ tableSize: integer({ min: 0 }) }),
    minimumRingSize: integer({ min: 0 }),
    ringHash: object({ minimumRingSize: integer({ min: 0 }) }),
    useSourceIp: boolean(),
  },
  {
    oneOf: [
      ['httpHeaderName', 'httpCookie', 'useSourceIp', 'httpQueryParameterName'],
      ['ringHash', 'maglev'],
    ],
  },
);

const loadBalancer = object(
  {
    backendUtilization: object({
      errorUtilizationPenaltyPercent: uint32(),
      metricNamesForComputingUtilization: list(text()),
      weightExpirationPeriod: text(),
      weightStabilizationPeriod: text(),
      weightUpdatePeriod: text(),
    }),
    consistentHash,
    localityLbSetting: object({
      distribute: list(object({ from: text(), to: map(uint32()) })),
      enabled: nullable(boolean()),
      failover,
      failoverPriority: list(text()),
    }),
    simple: text({
      values: [
        'UNSPECIFIED',
        'LEAST_CONN',
        'RANDOM',
        'PASSTHROUGH',
        'ROUND_ROBIN',
        'LEAST_REQUEST',
      ],
    }),
    warmup: object({
      aggression: nullable(number({ min: 0 })),
      duration: required(duration),
      minimumPercent: percent,
    }),
    warmupDurationSecs: duration,
    zoneAwareLbSetting: object({
      enabled: nullable(boolean()),
      failover,
      failoverPriority: list(text()),
      minClusterSize: nullable(uint32({ min: 1 })),
    }),
  },
  { oneOf: [['simple', 'consistentHash', 'backendUtilization']] },
);

const outlierDetection = object({
  baseEjectionTime: duration,
  consecutive5xxErrors: nullable(uint32()),
  consecutiveErrors: integer(),
  consecutiveGatewayErrors: nullable(uint32()),
  consecutiveLocalOriginFailures: nullable(uint32()),
  interval: duration,
  maxEjectionPercent: integer(),
  minHealthPercent: integer(),
  outlierDetectionHttpErrorCodes: list(integer({ min: 100, max: 599 })),
  splitExternalLocalOriginErrors: boolean(),
});

const clientTls = object({
  caCertificates: text(),
  caCrl: text(),
  clientCertificate: text(),
  credentialName: text(),
  insecureSkipVerify: nullable(boolean()),
  mode: text({ values: ['DISABLE', 'SIMPLE', 'MUTUAL', 'ISTIO_MUTUAL'] }),
  privateKey: text(),
  sni: text(),
  subjectAltNames: list(text()),
});

const perPort = {
  connectionPool,
  loadBalancer,
  outlierDetection,
  tls: clientTls,
};

const trafficPolicy = object({
  ...perPort,
  portLevelSettings: list(object({ ...perPort, port: portSelector }), {
    max: 4096,
  }),
  proxyProtocol: object({ version: text({ values: ['V1', 'V2'] }) }),
  retryBudget: object({
    budgetInterval: text(),
    minRetryConcurrency: uint32(),
    percent,
  }),
  tunnel: object({
    protocol: text(),
    targetHost: required(text()),
    targetPort: required(uint32()),
  }),
});

export const destinationRule = object({
  exportTo: list(text()),
  host: required(text()),
  subsets: list(
    object({ labels: map(text()), name: required(text()), trafficPolicy }),
  ),
  trafficPolicy,
  workloadSelector: selector,
});

export type DestinationRuleSpec = Infer<typeof destinationRule>;
