import { exampleContext } from '../../../__testUtils__/exampleContext';
import type { PlanContext } from '../../types';
import {
  changedByCurrent,
  having,
  prove,
  refusal,
  type Given,
} from '../__testUtils__/planned';

const CONTEXTS: Readonly<Record<string, PlanContext>> = {
  production: exampleContext('ecotrack/overlays/production'),
  staging: exampleContext('ecotrack/overlays/staging'),
  dev: exampleContext('ecotrack/overlays/dev'),
  tai: exampleContext('tai'),
  acgs2: exampleContext('acgs2'),
  maily: exampleContext('maily'),
};

const PAYMENT = { namespace: 'ecotrack', service: 'payment-service' };
const REDIS = { namespace: 'data', service: 'redis' };
const SCHEDULER = { namespace: 'tai-system', service: 'scheduler' };
const GOVERNOR = { namespace: 'tai-system', service: 'governor' };
const CORE = { namespace: 'acgs-system', service: 'constitutional-core' };
const AI = { namespace: 'maily-production', service: 'ai-service' };

interface Case {
  id: string;
  mesh: string;
  target: Given;
  parameters: Given;
  /** Traffic policy, as far as the change is about it. */
  then: object;
}

const DISTRIBUTE = [
  {
    from: 'eu/a/*',
    to: [
      { locality: 'eu/a/*', weight: 80 },
      { locality: 'eu/b/*', weight: 20 },
    ],
  },
];

const CASES: Case[] = [
  {
    id: 'load-balancing',
    mesh: 'production',
    target: PAYMENT,
    parameters: { algorithm: 'RANDOM' },
    then: { loadBalancer: { simple: 'RANDOM' } },
  },
  {
    id: 'load-balancing',
    mesh: 'staging',
    target: PAYMENT,
    parameters: {
      algorithm: 'CONSISTENT_HASH',
      hash: { by: 'cookie', name: 'user', ttl: '1h' },
    },
    then: {
      loadBalancer: {
        consistentHash: { httpCookie: { name: 'user', ttl: '1h' } },
      },
    },
  },
  {
    id: 'load-balancing',
    mesh: 'production',
    target: PAYMENT,
    parameters: {
      algorithm: 'CONSISTENT_HASH',
      hash: { by: 'cookie', name: 'user' },
    },
    then: {
      loadBalancer: { consistentHash: { httpCookie: { name: 'user' } } },
    },
  },
  {
    id: 'load-balancing',
    mesh: 'tai',
    target: SCHEDULER,
    parameters: {
      algorithm: 'CONSISTENT_HASH',
      hash: { by: 'header', name: 'x-user' },
    },
    then: { loadBalancer: { consistentHash: { httpHeaderName: 'x-user' } } },
  },
  {
    id: 'load-balancing',
    mesh: 'dev',
    target: REDIS,
    parameters: { algorithm: 'CONSISTENT_HASH', hash: { by: 'source-ip' } },
    then: { loadBalancer: { consistentHash: { useSourceIp: true } } },
  },
  {
    id: 'load-balancing',
    mesh: 'acgs2',
    target: CORE,
    parameters: {
      algorithm: 'CONSISTENT_HASH',
      hash: { by: 'query', name: 'id' },
      locality: { failover: [{ from: 'eu', to: 'us' }] },
    },
    then: {
      loadBalancer: {
        consistentHash: { httpQueryParameterName: 'id' },
        localityLbSetting: { failover: [{ from: 'eu', to: 'us' }] },
      },
    },
  },
  {
    id: 'load-balancing',
    mesh: 'maily',
    target: AI,
    parameters: {
      algorithm: 'ROUND_ROBIN',
      locality: { distribute: DISTRIBUTE },
    },
    then: {
      loadBalancer: {
        simple: 'ROUND_ROBIN',
        localityLbSetting: {
          distribute: [{ from: 'eu/a/*', to: { 'eu/a/*': 80, 'eu/b/*': 20 } }],
        },
      },
    },
  },
  {
    id: 'connection-pool',
    mesh: 'production',
    target: PAYMENT,
    parameters: { maxConnections: 80, maxRetries: 5, idleTimeout: '30s' },
    then: {
      connectionPool: {
        tcp: { maxConnections: 80, connectTimeout: '1s' },
        http: {
          http1MaxPendingRequests: 50,
          maxRequestsPerConnection: 100,
          maxRetries: 5,
          idleTimeout: '30s',
        },
      },
    },
  },
  {
    id: 'connection-pool',
    mesh: 'tai',
    target: GOVERNOR,
    parameters: { maxRequests: 200 },
    then: { connectionPool: { http: { http2MaxRequests: 200 } } },
  },
  {
    id: 'connection-pool',
    mesh: 'dev',
    target: REDIS,
    parameters: { maxConnections: 20 },
    then: { connectionPool: { tcp: { maxConnections: 20 } } },
  },
  {
    id: 'outlier-detection',
    mesh: 'production',
    target: PAYMENT,
    parameters: { consecutive5xxErrors: 3, maxEjectionPercent: 34 },
    then: {
      outlierDetection: {
        consecutive5xxErrors: 3,
        interval: '10s',
        baseEjectionTime: '30s',
        maxEjectionPercent: 34,
      },
    },
  },
  {
    id: 'outlier-detection',
    mesh: 'tai',
    target: SCHEDULER,
    parameters: { consecutiveGatewayErrors: 2, minHealthPercent: 50 },
    then: {
      outlierDetection: { consecutiveGatewayErrors: 2, minHealthPercent: 50 },
    },
  },
];

describe('how callers treat a service', () => {
  it.each(CASES)('$id in $mesh', ({ id, mesh, target, parameters, then }) => {
    const context = CONTEXTS[mesh];
    const asked = { ...target, ...parameters };
    const { plan, next, problems } = prove(id, asked, context);
    expect(problems).toEqual([]);
    expect(plan.wanted).toHaveLength(1);
    expect(plan.wanted[0].spec).toMatchObject({ trafficPolicy: then });
    const read = changedByCurrent(id, target, next);
    expect(read.parameters).toMatchObject(asked);
    expect(read.changed).toEqual([]);
  });

  it('counts in the connections of callers', () => {
    const { next } = prove(
      'load-balancing',
      { ...PAYMENT, algorithm: 'RANDOM' },
      CONTEXTS.production,
    );
    const service = next.mesh.service(PAYMENT.namespace, PAYMENT.service);
    expect(
      service && next.mesh.destinationRules(service).map(({ spec }) => spec),
    ).toMatchObject([
      {
        host: 'payment-service',
        subsets: [{ name: 'v1' }, { name: 'v2' }],
        trafficPolicy: {
          loadBalancer: { simple: 'RANDOM' },
          outlierDetection: { consecutive5xxErrors: 5 },
        },
      },
    ]);
  });

  it('takes the policy of a wildcard over into a rule of its own', () => {
    const context = having(CONTEXTS.tai, {
      apiVersion: 'networking.istio.io/v1',
      kind: 'DestinationRule',
      metadata: { name: 'all', namespace: 'istio-system' },
      spec: {
        host: '*.tai-system.svc.cluster.local',
        trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL' } },
      },
    });
    const { plan } = prove(
      'outlier-detection',
      { ...SCHEDULER, consecutive5xxErrors: 5 },
      context,
    );
    expect(plan.wanted).toEqual([
      {
        apiVersion: 'networking.istio.io/v1beta1',
        kind: 'DestinationRule',
        metadata: { name: 'scheduler', namespace: 'tai-system' },
        spec: {
          host: 'scheduler',
          trafficPolicy: {
            tls: { mode: 'ISTIO_MUTUAL' },
            outlierDetection: { consecutive5xxErrors: 5 },
          },
        },
      },
    ]);
    expect(plan.notes).toEqual([
      'DestinationRule all in istio-system no longer counts for scheduler; its traffic policy is copied.',
    ]);
  });

  it('says what else a failover needs', () => {
    const { plan } = prove(
      'load-balancing',
      { ...SCHEDULER, locality: { failover: [{ from: 'eu', to: 'us' }] } },
      CONTEXTS.tai,
    );
    expect(plan.notes).toEqual([
      'scheduler has no outlier detection, so no region is known to have failed. Set it with the template outlier-detection.',
    ]);
  });

  it.each([
    {
      id: 'load-balancing',
      target: PAYMENT,
      parameters: {},
      field: 'algorithm',
      message: 'Choose how pods are chosen, or say something by place.',
    },
    {
      id: 'load-balancing',
      target: PAYMENT,
      parameters: { algorithm: 'RANDOM', hash: { by: 'source-ip' } },
      field: 'hash',
      message:
        'Callers are told apart only with CONSISTENT_HASH. Choose it, or leave this empty.',
    },
    {
      id: 'load-balancing',
      target: PAYMENT,
      parameters: { algorithm: 'CONSISTENT_HASH', hash: { by: 'header' } },
      field: 'hash.name',
      message: 'Name the header.',
    },
    {
      id: 'load-balancing',
      target: REDIS,
      parameters: {
        algorithm: 'CONSISTENT_HASH',
        hash: { by: 'header', name: 'x-a' },
      },
      field: 'hash.by',
      message:
        'redis talks no HTTP, so callers are told apart by source-ip alone.',
    },
    {
      id: 'load-balancing',
      target: PAYMENT,
      parameters: {
        locality: {
          distribute: [{ from: 'eu', to: [{ locality: 'eu', weight: 90 }] }],
        },
      },
      field: 'locality.distribute[0].to',
      message: 'The shares sum to 90. They must sum to 100.',
    },
    {
      id: 'load-balancing',
      target: PAYMENT,
      parameters: { locality: { failover: [{ from: 'eu', to: 'eu' }] } },
      field: 'locality.failover[0].to',
      message: 'A region cannot stand in for itself. Name another one.',
    },
    {
      id: 'connection-pool',
      target: REDIS,
      parameters: { maxRequests: 5 },
      field: 'service',
      message:
        'redis talks no HTTP, so only the connections and the time to connect can be limited.',
    },
    {
      id: 'outlier-detection',
      target: PAYMENT,
      parameters: {},
      field: 'consecutive5xxErrors',
      message: 'Set at least one of the fields.',
    },
  ])(
    '$id refuses $parameters',
    ({ id, target, parameters, field, message }) => {
      expect(
        refusal(id, { ...target, ...parameters }, CONTEXTS.production),
      ).toEqual({ field, message });
    },
  );

  it('leaves the traffic policy of Flagger alone', () => {
    expect(
      refusal(
        'outlier-detection',
        {
          namespace: 'ecotrack',
          service: 'user-service',
          consecutive5xxErrors: 3,
        },
        CONTEXTS.dev,
      ),
    ).toMatchObject({ field: 'service' });
  });
});
