import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  manualClock,
  startPlatform,
  type Platform,
} from '@ecotrack/ecotrack-sim';
import { CLUSTER } from '../../__testUtils__/platform';
import { eventually } from '../../__testUtils__/eventually';
import { PrometheusClient } from './PrometheusClient';
import * as queries from './queries';

const MINUTE = 60_000;
const WHOLE: queries.Scope = { matchers: {} };
const PART: queries.Scope = {
  matchers: {},
  namespaces: ['ecotrack', 'legacy'],
  sharedNamespaces: ['istio-system'],
};
const HOST = 'payment-service.ecotrack.svc.cluster.local';
const HOSTS = [HOST, 'order-service.ecotrack.svc.cluster.local'];
const CLIENT = { namespace: 'ecotrack', workload: 'order-service-v1' };

/** Every query that is sent, of a whole cluster and of some of its namespaces. */
const SHAPES = Object.entries({ whole: WHOLE, part: PART }).flatMap(
  ([name, scope]): [string, string][] =>
    [
      queries.requestRates(scope, 900),
      queries.tcpRates(scope, 300, 'sent'),
      queries.tcpRates(scope, 300, 'received'),
      queries.meanDurations(scope, 900),
      queries.pastCalls(scope, 900, 'requests'),
      queries.pastCalls(scope, 900, 'received'),
      queries.percentile(scope, 300, 0.95, { hosts: HOSTS, byVersion: false }),
      queries.percentile(scope, 300, 0.5, { hosts: HOSTS, byVersion: true }),
      queries.percentile(scope, 300, 0.99, {
        hosts: [HOST],
        byVersion: false,
        client: CLIENT,
      }),
      queries.serviceRequests(scope, 300, 'all'),
      queries.serviceRequests(scope, 300, 'failed'),
      queries.versionRequests(scope, 300, HOST, 'all'),
      queries.versionRequests(scope, 300, HOST, 'failed'),
      queries.versionDurations(scope, 300, HOST),
      queries.firingAlerts(scope),
      queries.alertStarts(scope),
      queries.workloadCertificates(scope),
      queries.authorityCertificates(scope, 'root_cert'),
      queries.authorityCertificates(scope, 'cert_chain'),
    ].map(query => [name, query]),
);

function isInstalled(command: string): boolean {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

const clientOf = (url: string) =>
  new PrometheusClient({ url, headers: {}, matchers: {}, timeout: 10_000 });

const present = isInstalled('prometheus') && isInstalled('promtool');
const describeWithPrometheus = present ? describe : describe.skip;

describeWithPrometheus(
  `queries in a real Prometheus${
    present ? '' : ' (prometheus and promtool are not installed)'
  }`,
  () => {
    const clock = manualClock(Date.UTC(2026, 10, 20, 12));
    let dir: string;
    let platform: Platform;
    let child: ChildProcess;
    let simulated: PrometheusClient;
    let real: PrometheusClient;

    beforeAll(async () => {
      dir = mkdtempSync(join(tmpdir(), 'mesh-queries-'));
      platform = await startPlatform({
        examplesDir: resolve(__dirname, '../../../../../examples'),
        clusters: [CLUSTER],
        clock,
      });
      const subject = { namespace: 'ecotrack', name: 'payment-service' };
      for (const fault of [
        { kind: 'service-errors', share: 0.3, ...subject },
        { kind: 'expiring-certificate', ...subject },
      ]) {
        platform.faults.switchOn({ cluster: CLUSTER, ...fault });
      }
      clock.advance(25 * MINUTE);
      const end = clock.now() / 1000;
      const exported = await fetch(
        `${platform.httpUrl}/clusters/${CLUSTER}/openmetrics?start=${
          end - 1200
        }&end=${end}`,
      );
      const samples = join(dir, 'samples.txt');
      const data = join(dir, 'data');
      writeFileSync(samples, await exported.text());
      const load = ['tsdb', 'create-blocks-from', 'openmetrics', '--quiet'];
      execFileSync('promtool', [...load, samples, data], { stdio: 'ignore' });
      const port = await freePort();
      const config = join(dir, 'prometheus.yml');
      writeFileSync(config, 'global: {}\n');
      child = spawn(
        'prometheus',
        [
          `--config.file=${config}`,
          `--storage.tsdb.path=${data}`,
          '--storage.tsdb.retention.time=100y',
          `--web.listen-address=127.0.0.1:${port}`,
        ],
        { stdio: 'ignore' },
      );
      const url = `http://127.0.0.1:${port}`;
      await eventually(
        () => fetch(`${url}/-/ready`).catch(() => undefined),
        answer => answer?.ok ?? false,
      );
      simulated = clientOf(platform.clusters[0].prometheusUrl);
      real = clientOf(url);
    }, 120_000);

    afterAll(async () => {
      if (child) {
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
      await platform?.close();
      rmSync(dir, { recursive: true, force: true });
    });

    /** Values by labels and time, now and over the past minutes. */
    async function answerOf(client: PrometheusClient, query: string) {
      const end = new Date(clock.now());
      const start = new Date(clock.now() - 4 * MINUTE);
      const instant = await client.query(query, end);
      const past = await client.queryRange(query, { start, end, step: 60 });
      const key = (labels: Record<string, string>, at: Date) =>
        `${at.toISOString()} ${JSON.stringify(Object.entries(labels).sort())}`;
      return new Map([
        ...instant.map(({ labels, value }): [string, number] => [
          `now ${key(labels, end)}`,
          value,
        ]),
        ...past.flatMap(({ labels, points }) =>
          points.map(({ at, value }): [string, number] => [
            key(labels, at),
            value ?? 0,
          ]),
        ),
      ]);
    }

    /** What the two do not agree on. */
    async function differences(query: string) {
      const ours = await answerOf(simulated, query);
      const theirs = await answerOf(real, query);
      const isSame = (a = NaN, b = NaN) =>
        Math.abs(a - b) <= 1e-9 * Math.abs(b);
      const keys = [...new Set([...ours.keys(), ...theirs.keys()])];
      return keys.length === 0
        ? ['neither answers anything']
        : keys.filter(key => !isSame(ours.get(key), theirs.get(key)));
    }

    it.each(SHAPES)('%s: %s', async (_, query) => {
      expect(await differences(query)).toEqual([]);
    });

    it('containers of a service', async () => {
      const pods = platform
        .cluster(CLUSTER)
        .mesh.service('ecotrack', 'payment-service')!
        .workloads.flatMap(workload =>
          workload.pods.map(({ ref }) => ref.name),
        );
      for (const query of [queries.containerCpu, queries.containerMemory]) {
        expect(await differences(query(WHOLE, 'ecotrack', pods))).toEqual([]);
      }
    });

    it('takes names for names, whatever they are made of', async () => {
      const names = [
        'a"b',
        'a\\b',
        'a\nb',
        'a|b.*',
        '}) or vector(1) #',
        'é$(){}',
      ];
      const query = queries.percentile(
        { matchers: { namespace: names[0] }, namespaces: names },
        300,
        0.5,
        { hosts: names, byVersion: false },
      );
      expect(await real.query(query)).toEqual([]);
      expect(await simulated.query(query)).toEqual([]);
      expect(
        await real.query(
          queries.requestRates({ matchers: {}, namespaces: names }, 300),
        ),
      ).toEqual([]);
    });
  },
);
