import { live } from './live';
import type {
  Canary,
  Environment,
  Finding,
  Mtls,
  MtlsRow,
  Overview,
  Problem,
  Service,
  Topology,
  TopologyEdge,
  TopologyNode,
} from '@ecotrack/backstage-plugin-service-mesh-common';

export { live };

export function anEnvironment(more: Partial<Environment> = {}): Environment {
  return {
    name: 'production',
    title: 'Production',
    mesh: 'Shop',
    readable: true,
    status: 'ok',
    attention: 0,
    ...more,
  };
}

export function aProblem(more: Partial<Problem> = {}): Problem {
  return {
    id: 'failing-service:shop/payment',
    severity: 'critical',
    kind: 'failing-service',
    subject: { kind: 'service', namespace: 'shop', name: 'payment' },
    title: 'payment',
    detail: 'errors 4.1 % (usually 0.2 %)',
    since: '2026-11-21T10:31:00Z',
    because: [
      {
        says: '4.1 % of the requests ended in 5xx.',
        query: 'sum(rate(istio_requests_total[15m]))',
      },
      {
        object: {
          apiVersion: 'networking.istio.io/v1',
          kind: 'VirtualService',
          namespace: 'shop',
          name: 'payment',
        },
        field: 'spec.http[0].route',
        says: 'It sends 25 % to v2.',
        file: 'base/payment.yaml',
        line: 12,
      },
    ],
    ...more,
  };
}

export function aFinding(more: Partial<Finding> = {}): Finding {
  return {
    code: 'MESH2001',
    severity: 'error',
    title: 'no such gateway',
    object: {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      namespace: 'shop',
      name: 'payment',
    },
    field: 'spec.gateways[0]',
    file: 'base/payment.yaml',
    line: 9,
    message: 'There is no Gateway edge in namespace shop.',
    fix: 'Name a Gateway that exists.',
    because: [{ says: 'The namespace has no Gateway.' }],
    sameAs: ['KIA1102', 'IST0101'],
    ...more,
  };
}

export function anOverview(more: Partial<Overview> = {}): Overview {
  return {
    environment: 'production',
    window: '15m',
    answer: '1 thing needs you',
    problems: [aProblem()],
    services: { total: 3, ok: 2, degraded: 0, failing: 1, idle: 0, unknown: 0 },
    requests: {
      rate: 1900,
      errorShare: 0.0031,
      rateSeries: [
        { at: '2026-11-21T10:00:00Z', value: 1800 },
        { at: '2026-11-21T10:05:00Z', value: 1900 },
      ],
      errorSeries: [],
    },
    encryption: {
      mtlsShare: 0.987,
      plaintextRate: 2.1,
      services: { strict: 2, permissive: 1, plaintext: 0, unknown: 0 },
    },
    certificates: { expiring: 0, unknown: 0 },
    canaries: { running: 1, trouble: 0 },
    controlPlane: [],
    alerts: [],
    changes: [],
    findings: { error: 0, warning: 1, info: 0, accepted: 0 },
    unmatchedEntities: [],
    sources: live,
    ...more,
  };
}

export function anMtlsRow(more: Partial<MtlsRow> = {}): MtlsRow {
  return {
    namespace: 'shop',
    service: 'order',
    port: { number: 8080, protocol: 'http' },
    configured: {
      mode: 'permissive',
      because: [{ says: 'No PeerAuthentication selects it.' }],
    },
    observed: {
      mtlsShare: 0.8,
      plaintextShare: 0.2,
      plaintextRate: 2.1,
      callers: [
        {
          namespace: 'legacy',
          name: 'batch',
          requestRate: 2.1,
          byteRate: null,
          encryption: 'plaintext',
        },
      ],
    },
    sidecar: { state: 'all', injected: 2, pods: 2 },
    identities: [
      {
        spiffe: 'spiffe://cluster.local/ns/shop/sa/order',
        workload: 'order-v1',
        sharedWith: [],
      },
    ],
    certificate: {
      subject: 'order-v1',
      source: 'unknown',
      expiresAt: null,
      reason: 'no source tells it',
    },
    ...more,
  };
}

export function anMtls(more: Partial<Mtls> = {}): Mtls {
  return {
    environment: 'production',
    window: '15m',
    answer: '1 of 2 services accepts plaintext',
    totals: anOverview().encryption,
    namespaces: [
      {
        namespace: 'shop',
        strict: 1,
        permissive: 1,
        plaintext: 0,
        unknown: 0,
      },
    ],
    items: [
      anMtlsRow(),
      anMtlsRow({
        service: 'user',
        configured: { mode: 'strict', because: [] },
        observed: {
          mtlsShare: null,
          plaintextShare: null,
          plaintextRate: null,
          reason: 'no traffic in 15 min',
          callers: [],
        },
      }),
    ],
    authorities: [],
    sources: live,
    ...more,
  };
}

export function aCanary(more: Partial<Canary> = {}): Canary {
  const split = (stable: number, canary: number) => [
    { version: 'v1', weight: stable },
    { version: 'v2', weight: canary },
  ];
  return {
    id: 'virtualservice:shop/payment',
    namespace: 'shop',
    service: 'payment',
    source: 'virtualservice',
    phase: 'Progressing',
    rawPhase: '',
    strategy: 'weight',
    traffic: 'split',
    impact: 'serving-ok',
    sinceReason: 'no object tells when the weights changed',
    declared: null,
    applied: split(0.75, 0.25),
    observed: [
      { version: 'v1', weight: 0.76, low: 0.74, high: 0.78 },
      { version: 'v2', weight: 0.24, low: 0.22, high: 0.26 },
    ],
    observedRequests: 1800,
    steps: [
      { label: '25 %', state: 'current' },
      { label: '50 %', state: 'todo' },
    ],
    arms: [
      {
        version: 'v1',
        role: 'stable',
        requestRate: 1.5,
        errorShare: 0.001,
        meanLatency: 40,
        p95: 87,
        ready: 3,
        desired: 3,
      },
      {
        version: 'v2',
        role: 'canary',
        requestRate: 0.5,
        errorShare: 0.002,
        meanLatency: 42,
        p95: null,
        ready: 1,
        desired: 1,
      },
    ],
    verdict: 'Inconclusive: 450 requests on v2 in 15m.',
    comparison: 'inconclusive',
    inTrouble: false,
    because: [{ says: 'The route of the VirtualService has two versions.' }],
    ...more,
  };
}

export function aNode(name: string, more: Partial<TopologyNode> = {}) {
  const node: TopologyNode = {
    id: `service:shop/${name}`,
    kind: 'service',
    namespace: 'shop',
    name,
    health: 'ok',
    requestRate: 12,
    errorShare: 0,
    meanLatency: 20,
    versions: [],
    badges: [],
    because: [{ says: 'Errors are below the threshold.' }],
    ...more,
  };
  return node;
}

export function anEdge(source: string, target: string): TopologyEdge {
  return {
    id: `${source} → ${target}`,
    source: `service:shop/${source}`,
    target: `service:shop/${target}`,
    protocol: 'http',
    requestRate: 12,
    errorShare: 0.021,
    meanLatency: 20,
    byteRate: null,
    encryption: { state: 'mtls', mtlsShare: 1 },
  };
}

export function aTopology(more: Partial<Topology> = {}): Topology {
  return {
    environment: 'production',
    window: '15m',
    answer: 'order calls payment',
    nodes: [aNode('order'), aNode('payment', { health: 'degraded' })],
    edges: [anEdge('order', 'payment')],
    sources: live,
    queries: 5,
    ...more,
  };
}

export function aService(more: Partial<Service> = {}): Service {
  const { nodes, edges } = aTopology();
  return {
    environment: 'production',
    window: '15m',
    namespace: 'shop',
    name: 'payment',
    kind: 'service',
    host: 'payment.shop.svc.cluster.local',
    health: 'failing',
    answer: '4.1 % of the requests fail',
    problems: [aProblem()],
    signals: [
      {
        requestRate: 12,
        errorShare: 0.041,
        p50: 20,
        p95: 87,
        p99: null,
        rateSeries: [],
        errorSeries: [],
        latencySeries: [],
      },
    ],
    saturation: {
      proxyCpu: 0.12,
      proxyMemory: 52_000_000,
      appCpu: null,
      appMemory: null,
    },
    neighbours: { nodes, edges },
    mtls: [anMtlsRow({ service: 'payment' })],
    canaries: [aCanary()],
    workloads: [
      {
        kind: 'Deployment',
        name: 'payment-v1',
        version: 'v1',
        ready: 2,
        desired: 3,
        sidecar: 'all',
        identity: 'spiffe://cluster.local/ns/shop/sa/payment',
        podNames: [],
      },
    ],
    findings: [],
    objects: [
      {
        apiVersion: 'networking.istio.io/v1',
        kind: 'VirtualService',
        namespace: 'shop',
        name: 'payment',
      },
    ],
    alerts: [],
    sources: live,
    ...more,
  };
}
