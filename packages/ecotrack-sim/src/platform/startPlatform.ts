import { randomBytes } from 'node:crypto';
import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import express, { type Request, type Response } from 'express';
import { systemClock, type Clock } from '../clock/clock';
import { FaultRegistry } from '../faults/FaultRegistry';
import { faultRoutes } from '../faults/routes';
import { kubernetesApi } from '../kube/api';
import { makeCertificates } from '../kube/certificates';
import { refuse } from '../kube/status';
import { prometheusApi } from '../prometheus/api';
import { openMetrics, textExposition } from '../prometheus/expositions';
import { SCENARIOS } from '../scenarios';
import { ClusterRuntime } from './ClusterRuntime';
import { faultPage } from './page';

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
  clock?: Clock;
  /** Names of the clusters to run; all when absent. */
  clusters?: string[];
}

/** A running platform. @public */
export interface Platform {
  httpUrl: string;
  kubeUrl: string;
  /** Certificate of the authority, PEM. */
  ca: string;
  /** Bearer token of the Kubernetes APIs. */
  token: string;
  faults: FaultRegistry;
  /** @throws when there is no such cluster */
  cluster(name: string): ClusterRuntime;
  kubeUrlOf(cluster: string): string;
  prometheusUrlOf(cluster: string): string;
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

function kubernetesApp(
  clusters: ReadonlyMap<string, ClusterRuntime>,
  token: string,
) {
  const app = express();
  for (const [name, runtime] of clusters) {
    app.use(
      `/clusters/${name}`,
      (request, response, next) => {
        if (runtime.isAway('apiserver')) {
          request.socket.destroy();
        } else if (request.headers.authorization === `Bearer ${token}`) {
          next();
        } else {
          refuse(response, 401, 'Unauthorized', 'Unauthorized');
        }
      },
      kubernetesApi(runtime.store, runtime.watches),
    );
  }
  app.use((_, response: Response) => {
    refuse(response, 404, 'NotFound', 'there is no such cluster');
  });
  return app;
}

function httpApp(
  clusters: ReadonlyMap<string, ClusterRuntime>,
  faults: FaultRegistry,
  clock: Clock,
) {
  const app = express();
  const names = [...clusters.keys()];
  app.get('/', (_, response) => {
    response.type('html').send(faultPage(names, faults.active));
  });
  app.use('/faults', faultRoutes(faults));
  for (const [name, runtime] of clusters) {
    const { store } = runtime.traffic;
    app.use(
      `/clusters/${name}/prometheus`,
      (_, response, next) => {
        if (runtime.isAway('prometheus')) {
          response.status(503).send('Service Unavailable\n');
        } else {
          next();
        }
      },
      prometheusApi(store, clock),
    );
    app.get(`/clusters/${name}/metrics`, (_, response) => {
      response.type('text/plain').send(textExposition(store, clock.now()));
    });
    app.get(`/clusters/${name}/openmetrics`, (request: Request, response) => {
      const end = Number(request.query.end) * 1000 || clock.now();
      const start = Number(request.query.start) * 1000 || end - 3_600_000;
      response.type('application/openmetrics-text');
      for (const part of openMetrics(store, start, end)) {
        response.write(part);
      }
      response.end();
    });
  }
  return app;
}

/** Starts the clusters, their Kubernetes APIs and their Prometheus APIs. @public */
export async function startPlatform(
  options: PlatformOptions,
): Promise<Platform> {
  const clock = options.clock ?? systemClock();
  const host = options.host ?? '127.0.0.1';
  const clusters = new Map(
    SCENARIOS.filter(
      ({ cluster }) => options.clusters?.includes(cluster) ?? true,
    ).map(scenario => [
      scenario.cluster,
      new ClusterRuntime(scenario, options.examplesDir, clock),
    ]),
  );
  const cluster = (name: string) => {
    const runtime = clusters.get(name);
    if (!runtime) {
      throw new Error(`there is no cluster ${name}`);
    }
    return runtime;
  };
  const faults = new FaultRegistry({
    clusters: [...clusters.keys()],
    meshOf: name => clusters.get(name)?.mesh,
    changed: (name, fault, on) => {
      const runtime = cluster(name);
      if (fault.kind === 'watch-gone') {
        runtime.watches.expire();
      } else if (
        fault.kind === 'watch-drop' ||
        (fault.kind === 'apiserver-away' && on)
      ) {
        runtime.watches.drop();
      }
      runtime.setFaults(faults.of(name));
    },
  });

  const token = randomBytes(24).toString('hex');
  const certificates = makeCertificates();
  const kubeServer = createHttpsServer(
    { cert: certificates.certificate, key: certificates.key },
    kubernetesApp(clusters, token),
  );
  const httpServer = createHttpServer(httpApp(clusters, faults, clock));
  const kubePort = await listen(kubeServer, options.kubePort ?? 0, host);
  const httpPort = await listen(httpServer, options.httpPort ?? 0, host);
  const kubeUrl = `https://127.0.0.1:${kubePort}`;
  const httpUrl = `http://127.0.0.1:${httpPort}`;
  return {
    httpUrl,
    kubeUrl,
    ca: certificates.ca,
    token,
    faults,
    cluster,
    kubeUrlOf: name => `${kubeUrl}/clusters/${name}`,
    prometheusUrlOf: name => `${httpUrl}/clusters/${name}/prometheus`,
    close: async () => {
      await Promise.all([close(kubeServer), close(httpServer)]);
    },
  };
}
