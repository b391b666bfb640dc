import { randomBytes } from 'node:crypto';
import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { join } from 'node:path';
import { systemClock, type Clock } from '../clock/clock';
import { FaultRegistry } from '../faults/FaultRegistry';
import type { Forge } from '../forge/model';
import { startForge } from '../forge/startForge';
import { GitOps, pointAtForge } from '../gitops/GitOps';
import { makeCertificates } from '../kube/certificates';
import { SCENARIOS } from '../scenarios';
import { httpApp, kubernetesApp } from './apps';
import { ClusterRuntime } from './ClusterRuntime';
import { close, listen } from './servers';

/** How to start the platform. @public */
export interface PlatformOptions {
  /** Folder of the examples that the clusters run. */
  examplesDir: string;
  /** 0, the default, takes any free port. */
  httpPort?: number;
  /** 0, the default, takes any free port. */
  kubePort?: number;
  /** 0, the default, takes any free port. */
  forgePort?: number;
  /** Folder where the forge is kept from start to start; without it the forge is forgotten on close. */
  stateDir?: string;
  /** Milliseconds between a change of Git and its sync into the clusters; nothing is synced when absent. */
  syncDelay?: number;
  /** Who is told when something happens to the repository of the forge. */
  webhookUrl?: string;
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
  forgeUrl: string;
  /** Certificate of the authority of the Kubernetes APIs, PEM. */
  ca: string;
  /** Bearer token of the Kubernetes APIs. */
  token: string;
  /** Token of the user `portal` of the forge. */
  forgeToken: string;
  /** Where the upstreams of each cluster answer. */
  clusters: { name: string; kubeUrl: string; prometheusUrl: string }[];
  faults: FaultRegistry;
  /** The host of the repositories that the clusters are made from. */
  forge: Forge;
  /** Absent when nothing is synced. */
  gitops?: GitOps;
  clock: Clock;
  /** @throws when there is no such cluster */
  cluster(name: string): ClusterRuntime;
  close(): Promise<void>;
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
 * Starts the clusters, their Kubernetes APIs and their Prometheus APIs, and the forge.
 * @throws when an example cannot be rendered, a port is taken or Git is absent
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
  const closing: (() => Promise<void>)[] = [];
  const closeAll = async () => {
    await Promise.all(closing.map(end => end()));
  };
  const serve = async (server: Server, port: number | undefined) => {
    closing.push(() => close(server));
    return listen(server, port ?? 0, host);
  };
  try {
    const forgeServer = await startForge({
      examplesDir: options.examplesDir,
      clock,
      host,
      port: options.forgePort ?? 0,
      directory: options.stateDir && join(options.stateDir, 'forge'),
      webhookUrl: options.webhookUrl,
    });
    closing.push(forgeServer.close);
    const { forge } = forgeServer;
    pointAtForge(clusters, forge.url);
    const { examplesDir, syncDelay: delay } = options;
    const gitops =
      delay === undefined
        ? undefined
        : await GitOps.start({ clusters, forge, examplesDir, clock, delay });
    closing.push(async () => gitops?.close());
    const httpServer = createHttpServer(
      httpApp(clusters, faults, clock, gitops),
    );
    const kubePort = await serve(kubeServer, options.kubePort);
    const httpPort = await serve(httpServer, options.httpPort);
    const kubeUrl = `https://${host}:${kubePort}`;
    const httpUrl = `http://${host}:${httpPort}`;
    return {
      httpUrl,
      kubeUrl,
      forgeUrl: forge.url,
      forgeToken: forgeServer.token,
      forge,
      gitops,
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
      close: closeAll,
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}
