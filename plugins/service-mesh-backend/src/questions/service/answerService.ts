import type { MeshService } from '@ecotrack/mesh-engine';
import { refOf } from '@ecotrack/mesh-engine';
import type {
  Canary,
  Overview,
  Saturation,
  Service,
  Signals,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import type {
  ContainerUse,
  Percentiles,
  Series,
} from '../../sources/telemetry/types';
import { healthOf } from '../health/healthOf';
import { sourcesOf, type FurtherReadings, type QuestionInput } from '../input';
import { mtlsRows } from '../mtls/answerMtls';
import { errorShares } from '../since/errorStreak';
import { versionsOf } from '../topology/nodes';
import { graphOf } from '../topology/answerTopology';
import { kindOf, nodeId } from '../traffic/peers';
import { TrafficIndex } from '../traffic/TrafficIndex';
import { clock } from '../wording/figures';

/** Readings that only the page of one service needs. */
export interface ServiceReadings extends FurtherReadings {
  percentiles?: (Percentiles & { version?: string })[];
  versionSeries?: { requests: Series[]; errors: Series[]; latency: Series[] };
  containers?: ContainerUse[];
}

const points = (series: { at: Date; value: number | null }[] | undefined) =>
  (series ?? []).map(({ at, value }) => ({ at: at.toISOString(), value }));

function signalsOf(
  input: QuestionInput,
  index: TrafficIndex,
  service: MeshService,
  readings: ServiceReadings,
): Signals[] {
  const { percentiles = [], versionSeries } = readings;
  const totals = index.totals(service);
  const whole = percentiles.find(({ version }) => version === undefined);
  const ofHost = (list: Series[] | undefined) =>
    list?.find(({ labels }) => labels.host === service.host);
  const requests = ofHost(readings.series?.requests);
  const all: Signals = {
    requestRate: input.traffic ? totals.requestRate : null,
    errorShare:
      totals.requestRate > 0 ? totals.failedRate / totals.requestRate : null,
    p50: whole?.p50 ?? null,
    p95: whole?.p95 ?? null,
    p99: whole?.p99 ?? null,
    rateSeries: points(requests?.points),
    errorSeries: points(errorShares(requests, ofHost(readings.series?.errors))),
    latencySeries: [],
  };
  const versions = versionsOf(input, index, service).map(
    ({ version, requestRate, errorShare }): Signals => {
      const find = (list: Series[] | undefined) =>
        list?.find(({ labels }) => labels.version === version);
      const own = percentiles.find(entry => entry.version === version);
      const rates = find(versionSeries?.requests);
      return {
        version,
        requestRate,
        errorShare,
        p50: own?.p50 ?? null,
        p95: own?.p95 ?? null,
        p99: own?.p99 ?? null,
        rateSeries: points(rates?.points),
        errorSeries: points(errorShares(rates, find(versionSeries?.errors))),
        latencySeries: points(find(versionSeries?.latency)?.points),
      };
    },
  );
  return [all, ...versions];
}

function saturationOf(uses: readonly ContainerUse[] | undefined): Saturation {
  const sum = (isProxy: boolean, field: 'cpu' | 'memory') => {
    const values = (uses ?? [])
      .filter(({ container }) => (container === 'istio-proxy') === isProxy)
      .flatMap(use => use[field] ?? []);
    return values.length > 0
      ? values.reduce((total, value) => total + value, 0)
      : null;
  };
  return {
    proxyCpu: sum(true, 'cpu'),
    proxyMemory: sum(true, 'memory'),
    appCpu: sum(false, 'cpu'),
    appMemory: sum(false, 'memory'),
  };
}

function neighboursOf(
  input: QuestionInput,
  index: TrafficIndex,
  service: MeshService,
): Service['neighbours'] {
  const id = nodeId({ type: 'service', service });
  const graph = graphOf(input, index);
  const edges = graph.edges.filter(
    ({ source, target }) => source === id || target === id,
  );
  const near = new Set([
    id,
    ...edges.flatMap(({ source, target }) => [source, target]),
  ]);
  return { edges, nodes: graph.nodes.filter(node => near.has(node.id)) };
}

const fill = (text: string, values: Record<string, string>) =>
  text.replace(/\$\{(\w+)\}/g, (whole, name: string) =>
    name in values ? encodeURIComponent(values[name]) : whole,
  );

/** Everything about one service. */
export function answerService(
  input: QuestionInput,
  service: MeshService,
  readings: ServiceReadings,
  context: {
    overview: Overview;
    canaries: readonly Canary[];
    links: readonly { title: string; url: string }[];
  },
): Service {
  const index = new TrafficIndex(input);
  const { namespace, name } = service;
  const { health, detail } = healthOf(
    input,
    service,
    input.traffic ? index.totals(service) : undefined,
  );
  const workloads = new Set(service.workloads.map(workload => workload.name));
  const problems = context.overview.problems.filter(
    ({ subject }) =>
      subject?.namespace === namespace &&
      (subject.name === name || workloads.has(subject.name)),
  );
  const [worst] = problems;
  return {
    environment: input.environment,
    window: input.window.text,
    namespace,
    name,
    kind: kindOf(input.mesh, service),
    host: service.host,
    health,
    answer: worst
      ? `${worst.title}: ${worst.detail}${
          worst.since ? ` since ${clock(new Date(worst.since), input.now)}` : ''
        }.`
      : `${detail}.`,
    problems,
    signals: signalsOf(input, index, service, readings),
    saturation: saturationOf(readings.containers),
    neighbours: neighboursOf(input, index, service),
    mtls: mtlsRows(input, index, service, readings),
    canaries: context.canaries.filter(
      canary => canary.namespace === namespace && canary.service === name,
    ),
    workloads: service.workloads.map(workload => ({
      kind: workload.kind,
      name: workload.name,
      version: workload.canonicalRevision,
      ready: workload.ready ?? 0,
      desired: workload.desired ?? 0,
      sidecar: workload.sidecar.state,
      identity: workload.spiffe ?? null,
      podNames: workload.pods.map(({ ref }) => ref.name),
    })),
    objects: input.mesh.objectsOf(service).map(refOf),
    alerts: context.overview.alerts.filter(
      alert => alert.service === `${namespace}/${name}`,
    ),
    entity: input.entities.get(`${namespace}/${name}`),
    links: context.links.map(({ title, url }) => ({
      title,
      url: fill(url, {
        namespace,
        service: name,
        environment: input.environment,
      }),
    })),
    sources: sourcesOf(input),
  };
}
