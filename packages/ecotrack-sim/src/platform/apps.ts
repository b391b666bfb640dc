import express, {
  type Express,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import type { Clock } from '../clock/clock';
import type { FaultRegistry } from '../faults/FaultRegistry';
import { faultRoutes } from '../faults/routes';
import { kubernetesApi } from '../kube/api';
import { podMetrics } from '../kube/podMetrics';
import type { GitOps } from '../gitops/GitOps';
import { syncRoutes } from '../gitops/routes';
import { refuse } from '../kube/status';
import { prometheusApi } from '../prometheus/api';
import { openMetrics, textExposition } from '../prometheus/expositions';
import { rulesOf } from '../prometheus/rules';
import type { ClusterRuntime } from './ClusterRuntime';
import { faultPage } from './page';

type Clusters = ReadonlyMap<string, ClusterRuntime>;

const EXPORTED = 3_600_000;

/** The Kubernetes APIs, below `/clusters/<name>`. */
export function kubernetesApp(
  clusters: Clusters,
  token: string,
  clock: Clock,
): Express {
  const app = express();
  for (const [name, runtime] of clusters) {
    const guard: RequestHandler = (request, response, next) => {
      if (runtime.isAway('apiserver')) {
        request.socket.destroy();
      } else if (runtime.isRefused(request.path)) {
        refuse(response, 403, 'Forbidden', `${request.path} is forbidden`);
      } else if (request.headers.authorization === `Bearer ${token}`) {
        next();
      } else {
        refuse(response, 401, 'Unauthorized', 'Unauthorized');
      }
    };
    const { store, watches, traffic } = runtime;
    app.use(
      `/clusters/${name}`,
      guard,
      kubernetesApi({
        store,
        watches,
        podMetrics: pods => podMetrics(pods, traffic.store, clock.now()),
      }),
    );
  }
  app.use((_: Request, response: Response) => {
    refuse(response, 404, 'NotFound', 'there is no such cluster');
  });
  return app;
}

function exportSamples({ traffic }: ClusterRuntime, clock: Clock) {
  return (request: Request, response: Response) => {
    const { start, end } = request.query;
    const to = Number(end) * 1000 || clock.now();
    const from = Number(start) * 1000 || to - EXPORTED;
    response.type('application/openmetrics-text');
    for (const part of openMetrics(traffic.store, from, to)) {
      response.write(part);
    }
    response.end();
  };
}

/** Faults, syncs from Git, and below `/clusters/<name>` the Prometheus APIs and what a Prometheus scrapes or imports. */
export function httpApp(
  clusters: Clusters,
  faults: FaultRegistry,
  clock: Clock,
  gitops?: GitOps,
): Express {
  const app = express();
  app.get('/', (_, response) => {
    response.type('html').send(faultPage([...clusters.keys()], faults.active));
  });
  app.use('/faults', faultRoutes(faults));
  if (gitops) {
    app.use(syncRoutes(gitops));
  }
  for (const [name, runtime] of clusters) {
    const { store } = runtime.traffic;
    const guard: RequestHandler = (_, response, next) => {
      if (runtime.isAway('prometheus')) {
        response.status(503).send('Service Unavailable\n');
      } else {
        next();
      }
    };
    app.use(
      `/clusters/${name}/prometheus`,
      guard,
      prometheusApi(store, clock, () => rulesOf(runtime.mesh)),
    );
    app.get(`/clusters/${name}/metrics`, (_, response) => {
      response.type('text/plain').send(textExposition(store, clock.now()));
    });
    app.get(`/clusters/${name}/openmetrics`, exportSamples(runtime, clock));
  }
  return app;
}
