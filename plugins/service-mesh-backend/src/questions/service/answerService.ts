import {
  refKey,
  refOf,
  type KubeObject,
  type MeshService,
} from '@ecotrack/mesh-engine';
import type {
  Canary,
  Finding,
  Overview,
  Service,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import type { ContainerUse } from '../../sources/telemetry/types';
import { findingOf } from '../findings/findingOf';
import { healthOf } from '../health/healthOf';
import { sourcesOf, type QuestionInput } from '../input';
import { mtlsRows } from '../mtls/mtlsRows';
import { graphOf } from '../topology/answerTopology';
import { kindOf, nodeId } from '../traffic/peers';
import { TrafficIndex } from '../traffic/TrafficIndex';
import { clock, phrase, sentence } from '../wording/figures';
import { saturationOf } from './saturationOf';
import { signalsOf, type SignalReadings } from './signalsOf';

/** Readings that only the page of one service needs. */
export interface ServiceReadings extends SignalReadings {
  containers?: ContainerUse[];
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

/** Findings of the service, its workloads and the objects that touch it. */
function findingsOf(
  { mesh, now }: QuestionInput,
  service: MeshService,
  objects: readonly KubeObject[],
): Finding[] {
  const own = new Set(
    [
      service.ref,
      ...service.workloads.map(({ ref }) => ref),
      ...objects.map(refOf),
    ].map(refKey),
  );
  return mesh
    .check()
    .filter(({ object }) => object && own.has(refKey(object)))
    .map(finding => findingOf(finding, now));
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
  const objects = input.mesh.objectsOf(service);
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
    answer: sentence(
      worst
        ? `${worst.title}: ${phrase(worst.detail)}${
            worst.since
              ? ` since ${clock(new Date(worst.since), input.now)}`
              : ''
          }`
        : detail,
    ),
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
    objects: objects.map(refOf),
    findings: findingsOf(input, service, objects),
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
