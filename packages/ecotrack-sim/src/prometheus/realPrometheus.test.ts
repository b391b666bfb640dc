import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { manualClock, systemClock } from '../clock/clock';
import { startPlatform, type Platform } from '../platform/startPlatform';

const EXAMPLES = resolve(__dirname, '../../../../examples');
const MINUTE = 60_000;
const CLUSTER = 'ecotrack-production';

function isInstalled(command: string): boolean {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const present = isInstalled('prometheus') && isInstalled('promtool');
const describeWithPrometheus = present ? describe : describe.skip;

function freePort(): Promise<number> {
  return new Promise(done => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });
}

async function eventually<T>(
  what: string,
  attempt: () => Promise<T | undefined>,
): Promise<T> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const result = await attempt().catch(() => undefined);
    if (result !== undefined) {
      return result;
    }
    await new Promise(done => setTimeout(done, 250));
  }
  throw new Error(`${what} did not happen within a minute`);
}

async function startPrometheus(dir: string, scrape = '') {
  const port = await freePort();
  const config = join(dir, 'prometheus.yml');
  writeFileSync(config, `global: { scrape_interval: 1s }\n${scrape}`);
  const child = spawn(
    'prometheus',
    [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(dir, 'data')}`,
      '--storage.tsdb.retention.time=100y',
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    { stdio: 'ignore' },
  );
  const url = `http://127.0.0.1:${port}`;
  await eventually('the start of Prometheus', async () =>
    (await fetch(`${url}/-/ready`)).ok ? true : undefined,
  );
  return { url, child };
}

function stopped(child: ChildProcess): Promise<void> {
  return new Promise(done => {
    child.once('exit', () => done());
    child.kill('SIGTERM');
  });
}

/** Elements of an answer by their labels, in one order. */
async function ask(
  url: string,
  path: string,
  parameters: Record<string, string>,
): Promise<[string, [number, number][]][]> {
  const response = await fetch(`${url}/api/v1/${path}`, {
    method: 'POST',
    body: new URLSearchParams(parameters),
  });
  const body = await response.json();
  if (body.status !== 'success') {
    throw new Error(`${parameters.query}: ${body.error}`);
  }
  const { resultType, result } = body.data;
  const rows =
    resultType === 'scalar' ? [{ metric: {}, value: result }] : result;
  return rows
    .map(
      (row: {
        metric: Record<string, string>;
        value?: [number, string];
        values?: [number, string][];
      }) => [
        JSON.stringify(Object.entries(row.metric).sort()),
        (row.values ?? [row.value!]).map(([time, value]) => [
          time,
          Number(value.replace('Inf', 'Infinity')),
        ]),
      ],
    )
    .sort(([a]: [string], [b]: [string]) => (a < b ? -1 : 1));
}

const SIDES =
  'reporter, source_workload, source_canonical_revision, source_principal, destination_workload, destination_service, destination_service_name, request_protocol, response_code, grpc_response_status, response_flags, connection_security_policy';
const SERVER = 'reporter=~"destination|waypoint"';
const DURATION = 'istio_request_duration_milliseconds';
const HOSTS =
  'destination_service=~"payment-service\\\\.ecotrack\\\\.svc\\\\.cluster\\\\.local|order-service\\\\..*"';

const QUERIES = [
  `sum by (${SIDES}) (rate(istio_requests_total{destination_service_namespace=~"ecotrack|data|unknown"}[900s])) > 0`,
  `sum by (${SIDES}) (rate(istio_tcp_sent_bytes_total[900s])) > 0`,
  `sum by (destination_workload) (rate(istio_tcp_received_bytes_total{reporter="source"}[5m]))`,
  `sum by (source_workload, destination_service) (rate(${DURATION}_sum{${SERVER}}[300s])) / (sum by (source_workload, destination_service) (rate(${DURATION}_count{${SERVER}}[300s])) > 0)`,
  ...[0.5, 0.95, 0.99].map(
    quantile =>
      `histogram_quantile(${quantile}, sum by (le, destination_service, destination_canonical_revision) (rate(${DURATION}_bucket{${SERVER},${HOSTS}}[300s])))`,
  ),
  `histogram_quantile(0.95, sum by (le) (rate(${DURATION}_bucket{source_workload="nobody"}[5m])))`,
  `sum by (destination_service) (rate(istio_requests_total{${SERVER},response_code=~"5..|0"}[60s]))`,
  `sum by (destination_canonical_revision) (increase(istio_requests_total{destination_service="payment-service.ecotrack.svc.cluster.local",${SERVER}}[47s]))`,
  'sum without (pod, namespace, response_code) (rate(istio_requests_total{reporter!~"source|waypoint"}[2m] offset 7m))',
  'ALERTS{alertstate="firing"}',
  'ALERTS_FOR_STATE * 1',
  'min by (namespace, pod) (istio_agent_cert_expiry_seconds)',
  'istio_agent_cert_expiry_seconds{namespace="ecotrack"} < 3600 or istio_agent_cert_expiry_seconds > 86000',
  'citadel_server_root_cert_expiry_timestamp - time()',
  'max_over_time(istio_agent_cert_expiry_seconds[10m]) - min_over_time(istio_agent_cert_expiry_seconds[10m])',
  'avg_over_time(istio_agent_cert_expiry_seconds[10m] offset 5m)',
  'sum by (namespace, pod, container) (rate(container_cpu_usage_seconds_total{container!=""}[300s]))',
  'container_memory_working_set_bytes{container!="app"} / 1024',
  'count by (job) (up == 1) unless up{job="other"}',
  'istio_build * on (pod) group_left (tag) (pilot_xds or istio_build{component="none"})',
  'clamp_min(count(istio_build), 1e6) + vector(time())',
  'timestamp(up) - time()',
  'sum(last_over_time(istio_requests_total[1m])) >= 0',
];

function expectSame(
  ours: Awaited<ReturnType<typeof ask>>,
  theirs: Awaited<ReturnType<typeof ask>>,
) {
  expect(ours.map(([labels]) => labels)).toEqual(
    theirs.map(([labels]) => labels),
  );
  ours.forEach(([, points], row) => {
    const expected = theirs[row][1];
    expect(points.map(([time]) => time)).toEqual(
      expected.map(([time]) => time),
    );
    points.forEach(([, value], index) => {
      const other = expected[index][1];
      const same =
        Object.is(value, other) ||
        Math.abs(value - other) <= 1e-9 * Math.max(Math.abs(other), 1e-300);
      expect({ value, other, same }).toMatchObject({ same: true });
    });
  });
}

describeWithPrometheus(
  present
    ? 'the same samples in a real Prometheus'
    : 'the same samples in a real Prometheus (prometheus and promtool are not installed)',
  () => {
    const start = Date.UTC(2026, 10, 20, 12, 0, 7, 300);
    const clock = manualClock(start);
    let dir: string;
    let platform: Platform;
    let real: { url: string; child: ChildProcess };
    let ours: string;

    beforeAll(async () => {
      dir = mkdtempSync(join(tmpdir(), 'platform-prometheus-'));
      platform = await startPlatform({
        examplesDir: EXAMPLES,
        clusters: [CLUSTER],
        clock,
      });
      ours = platform.clusters[0].prometheusUrl;
      const fault = {
        cluster: CLUSTER,
        namespace: 'ecotrack',
        name: 'payment-service',
      };
      platform.faults.switchOn({
        ...fault,
        kind: 'service-errors',
        share: 0.3,
      });
      clock.advance(11 * MINUTE);
      platform.faults.switchOn({
        ...fault,
        kind: 'slow-version',
        version: 'v2',
      });
      clock.advance(14 * MINUTE);
      const exported = await fetch(
        `${platform.httpUrl}/clusters/${CLUSTER}/openmetrics?start=${
          (start - 30 * MINUTE) / 1000
        }&end=${clock.now() / 1000}`,
      );
      const file = join(dir, 'samples.txt');
      writeFileSync(file, await exported.text());
      execFileSync(
        'promtool',
        [
          'tsdb',
          'create-blocks-from',
          'openmetrics',
          '--quiet',
          file,
          join(dir, 'data'),
        ],
        { stdio: 'ignore', maxBuffer: 1e9 },
      );
      real = await startPrometheus(dir);
    }, 120_000);

    afterAll(async () => {
      if (real) {
        await stopped(real.child);
      }
      await platform?.close();
      rmSync(dir, { recursive: true, force: true });
    });

    it.each(QUERIES)('%s', async query => {
      let elements = 0;
      for (const before of [0, 4.2, 12, 23]) {
        const time = String((clock.now() - before * MINUTE) / 1000);
        const answer = await ask(ours, 'query', { query, time });
        expectSame(answer, await ask(real.url, 'query', { query, time }));
        elements += answer.length;
      }
      const range = {
        query,
        start: String((start - 10 * MINUTE) / 1000),
        end: String(clock.now() / 1000),
        step: '47',
      };
      expectSame(
        await ask(ours, 'query_range', range),
        await ask(real.url, 'query_range', range),
      );
      expect(elements > 0).toBe(!query.includes('nobody'));
    });
  },
);

describeWithPrometheus(
  present
    ? 'a real Prometheus that scrapes the platform'
    : 'a real Prometheus that scrapes the platform (prometheus and promtool are not installed)',
  () => {
    it('sees the same traffic within 5 %', async () => {
      const dir = mkdtempSync(join(tmpdir(), 'platform-scrape-'));
      const platform = await startPlatform({
        examplesDir: EXAMPLES,
        clusters: [CLUSTER],
        clock: systemClock(),
      });
      const { child, url } = await startPrometheus(
        dir,
        `scrape_configs:
  - job_name: platform
    honor_labels: true
    metrics_path: /clusters/${CLUSTER}/metrics
    static_configs: [{ targets: ['${new URL(platform.httpUrl).host}'] }]
`,
      );
      try {
        await eventually('twenty scrapes', async () => {
          const query = 'count_over_time(up[20s]) >= 20';
          const answer = await ask(url, 'query', { query });
          return answer.length > 0 ? answer : undefined;
        });
        const query = (range: string) =>
          `sum by (destination_service) (rate(istio_requests_total{reporter="destination",response_code="200"}[${range}])) > 20`;
        const live = await ask(url, 'query', { query: query('20s') });
        const own = await ask(platform.clusters[0].prometheusUrl, 'query', {
          query: query('1m'),
        });
        expect(own.length).toBeGreaterThan(2);
        expect(live.map(([labels]) => labels)).toEqual(
          own.map(([labels]) => labels),
        );
        live.forEach(([, [[, value]]], row) => {
          const expected = own[row][1][0][1];
          expect(Math.abs(value - expected) / expected).toBeLessThan(0.05);
        });
      } finally {
        await stopped(child);
        await platform.close();
        rmSync(dir, { recursive: true, force: true });
      }
    }, 120_000);
  },
);
