import type { KubeObject } from '@ecotrack/mesh-engine';
import { startTestPlatform } from '../__testUtils__/startTestPlatform';

const CLUSTER = 'ecotrack-production';
const named = { name: 'returns', namespace: 'ecotrack' };
const labels = { app: 'returns' };

const returns: KubeObject[] = [
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: named,
    spec: { selector: labels, ports: [{ name: 'http', port: 8080 }] },
  },
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: named,
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { serviceAccountName: 'returns', containers: [{ name: 'app' }] },
      },
    },
  },
  {
    apiVersion: 'networking.istio.io/v1',
    kind: 'Sidecar',
    metadata: named,
    spec: {
      workloadSelector: { labels },
      egress: [
        {
          hosts: [
            'istio-system/*',
            './product-service.ecotrack.svc.cluster.local',
            'data/kafka.data.svc.cluster.local',
          ],
        },
      ],
    },
  },
];

const policy = (...callers: string[]): KubeObject => ({
  apiVersion: 'security.istio.io/v1',
  kind: 'AuthorizationPolicy',
  metadata: named,
  spec: {
    selector: { matchLabels: labels },
    rules: callers.map(name => ({
      from: [
        { source: { principals: [`cluster.local/ns/ecotrack/sa/${name}`] } },
      ],
    })),
  },
});

describe('a service that is new', () => {
  let started: Awaited<ReturnType<typeof startTestPlatform>>;
  const flows = () =>
    started.platform
      .cluster(CLUSTER)
      .traffic.flows.filter(
        ({ source, service }) =>
          source?.name === 'returns' || service.name === 'returns',
      )
      .map(({ source, service, protocol, encrypted }) => [
        source?.name,
        service.name,
        protocol,
        encrypted,
      ]);

  beforeAll(async () => {
    started = await startTestPlatform(CLUSTER);
    returns.forEach(object => started.platform.cluster(CLUSTER).apply(object));
  });

  afterAll(() => started?.platform.close());

  it('is called by nobody until a policy names who may', () => {
    expect(flows()).toEqual([]);
    started.platform.cluster(CLUSTER).apply(policy());
    expect(flows()).toEqual([]);
  });

  it('is called by those whom its policy names, and calls what its Sidecar names', async () => {
    started.platform.cluster(CLUSTER).apply(policy('order-service'));
    expect(flows()).toEqual([
      ['order-service-v1', 'returns', 'http', true],
      ['returns', 'product-service', 'http', true],
      ['returns', 'kafka', 'tcp', true],
    ]);
  });

  it('is among the rules that Prometheus tells, where the cluster has one for it', async () => {
    started.platform.cluster(CLUSTER).apply({
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: named,
      spec: {
        groups: [
          {
            name: 'returns',
            rules: [
              { record: 'job:x', expr: 'up' },
              { alert: 'Down', expr: 'up == 0', labels: { severity: 'page' } },
            ],
          },
        ],
      },
    });
    const [{ prometheusUrl }] = started.platform.clusters;
    const response = await fetch(`${prometheusUrl}/api/v1/rules?type=alert`);
    const { data } = await response.json();
    expect(data.groups).toContainEqual(
      expect.objectContaining({
        name: 'returns',
        file: 'ecotrack-returns.yaml',
        rules: [
          expect.objectContaining({
            type: 'alerting',
            name: 'Down',
            query: 'up == 0',
            labels: { severity: 'page' },
          }),
        ],
      }),
    );
  });
});
