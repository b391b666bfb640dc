import { randomBytes } from 'node:crypto';
import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { systemClock, type Clock } from '../clock/clock';
import { FaultRegistry } from '../faults/FaultRegistry';
import { makeCertificates } from '../kube/certificates';
import { SCENARIOS } from '../scenarios';
import { httpApp, kubernetesApp } from './apps';
import { ClusterRuntime } from './ClusterRuntime';

/** How to start the platform. @public */
export interface PlatformOptions {
  /** Folder of the examples that the clusters run. */
  examplesDir: string;
  /** 0, the default, takes any free port. */
  httpPort?: number;
  /** 0, the default, takes any free port. */
  kubePort?: number;
  /** Address to listen on; 127.0.0.1 when absent. */
  host?: string;
  /** Platforms with the same seed, examples and clock have the same traffic; 1 when absent. */
  seed?: number;
  /** The machine's time when absent. */
  clock?: Clock;
  /** Names of the clusters to run; all when absent. */
  clusters?: string[];
}

/** A running platform. @public */
export interface Platform {
  httpUrl: string;
  kubeUrl: string;
  /** Certificate of the authority of the Kubernetes APIs, PEM. */
  ca: string;
  /** Bearer token of the Kubernetes APIs. */
  token: string;
  /** Where the upstreams of each cluster answer. */
  clusters: { name: string; kubeUrl: string; prometheusUrl: string }[];
  faults: FaultRegistry;
  clock: Clock;
  /** @throws when there is no such cluster */
  cluster(name: string): ClusterRuntime;
  close(): Promise<void>;
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () =>
      resolve((server.address() as AddressInfo).port),
    );
  });
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise(resolve => {
    server.close(() => resolve());
  });
}

function startClusters(options: PlatformOptions, clock: Clock) {
  const { examplesDir, seed = 1, clusters: wanted } = options;
  const known = SCENARIOS.map(({ cluster }) => cluster);
  const unknown = wanted?.find(name => !known.includes(name));
  if (unknown !== undefined) {
    throw new Error(
      `there is no cluster ${unknown}; there are ${known.join(', ')}`,
    );
  }
  return new Map(
    SCENARIOS.filter(({ cluster }) => wanted?.includes(cluster) ?? true).map(
      scenario => [
        scenario.cluster,
        new ClusterRuntime(scenario, examplesDir, clock, seed),
      ],
    ),
  );
}

/**
 * Starts the clusters, their Kubernetes APIs and their Prometheus APIs.
 * @throws when an example cannot be rendered or a port is taken
 * @public
 */
export async function startPlatform(
  options: PlatformOptions,
): Promise<Platform> {
  const { clock = systemClock(), host = '127.0.0.1' } = options;
  const clusters = startClusters(options, clock);
  const faults = new FaultRegistry(clusters, clock);
  const token = randomBytes(24).toString('hex');
  const { ca, certificate: cert, key } = makeCertificates(host);
  const kubeServer = createHttpsServer(
    { cert, key },
    kubernetesApp(clusters, token, clock),
  );
  const httpServer = createHttpServer(httpApp(clusters, faults, clock));
  const kubePort = await listen(kubeServer, options.kubePort ?? 0, host);
  const httpPort = await listen(httpServer, options.httpPort ?? 0, host).catch(
    async error => {
      await close(kubeServer);
      throw error;
    },
  );
  const kubeUrl = `https://${host}:${kubePort}`;
  const httpUrl = `http://${host}:${httpPort}`;
  return {
    httpUrl,
    kubeUrl,
    ca,
    token,
    clusters: [...clusters.keys()].map(name => ({
      name,
      kubeUrl: `${kubeUrl}/clusters/${name}`,
      prometheusUrl: `${httpUrl}/clusters/${name}/prometheus`,
    })),
    faults,
    clock,
    cluster: name => {
      const runtime = clusters.get(name);
      if (!runtime) {
        throw new Error(`there is no cluster ${name}`);
      }
      return runtime;
    },
    close: async () => {
      await Promise.all([close(kubeServer), close(httpServer)]);
    },
  };
}
