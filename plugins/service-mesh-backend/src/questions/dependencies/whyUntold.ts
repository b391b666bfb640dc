import { parseEntityRef } from '@backstage/catalog-model';
import type { Because } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { Workload } from '@ecotrack/mesh-engine';
import { isPlaced } from '../../catalog/PlacedEntities';
import { clock, count, duration } from '../wording/figures';
import { whyUnknown, windowText } from '../wording/why';
import type { DependencyInput } from './input';
import { peerName } from './SeenCalls';

/** Why nobody can tell whether a declared dependency is called. */
export interface Untold {
  reason: string;
  because?: Because[];
  /** What is declared is nothing that could be called in this environment. */
  isAbsent?: boolean;
}

/** Less than this tells nothing of what is not called. */
const SHORTEST = 3600;
const EXCLUDED = 'traffic.sidecar.istio.io/excludeOutboundPorts';

/** What is declared is no service or workload of the environment. */
function whyAbsent(
  { environment, placement, reading }: DependencyInput,
  target: string,
): string | undefined {
  if (parseEntityRef(target).kind === 'api') {
    return 'The catalog names nobody who provides this API.';
  }
  const entity = reading.declarations.entity(target);
  if (!entity) {
    return 'The catalog has no component or resource of this name.';
  }
  if (!isPlaced(entity)) {
    return 'No annotation says where a mesh has it.';
  }
  return placement.nodesOf(target).length === 0
    ? `Nothing in ${environment} is ${entity.metadata.name}.`
    : undefined;
}

/** The sources do not tell enough of the window. */
function whyBlind(input: DependencyInput): string | undefined {
  const { catalog, kubernetes, telemetry, history, window, now } = input;
  for (const [name, source] of [
    ['The cluster', kubernetes],
    ['The catalog', catalog],
    ['Prometheus', telemetry],
  ] as const) {
    if (source?.state === 'stale') {
      return `${name} is away since ${clock(source.since ?? now, now)}.`;
    }
  }
  if (telemetry.state === 'unavailable') {
    return `There is no telemetry: ${whyUnknown(input)}.`;
  }
  if (window.seconds < SHORTEST) {
    return `${windowText(window)} are too short to call anything unused.`;
  }
  const covered = history?.covered ?? 0;
  return covered < SHORTEST
    ? `Prometheus tells of ${duration(covered * 1000)} of the last ${windowText(
        window,
      )} only.`
    : undefined;
}

const nameOf = ({ namespace, name }: Workload) => `${namespace}/${name}`;

/** Ports of the target that calls of a workload go to past its proxy. */
function excludedPorts(
  { mesh, placement }: DependencyInput,
  { annotations }: Workload,
  target: string,
): string | undefined {
  const excluded = (annotations[EXCLUDED] ?? '')
    .split(',')
    .map(text => text.trim());
  const nodes = placement.nodesOf(target);
  return mesh.services
    .filter(({ namespace, name }) =>
      nodes.includes(`service:${namespace}/${name}`),
    )
    .flatMap(({ ports }) => ports.map(({ number }) => String(number)))
    .find(port => excluded.includes(port));
}

/** The proxies of who declares it do not tell whom it calls. */
function whyUnreported(
  input: DependencyInput,
  source: string,
  target: string,
): Untold | undefined {
  const { mesh, history, window, now, placement } = input;
  const workloads = placement.workloadsOf(source);
  const bare = workloads.find(({ sidecar }) =>
    ['none', 'some'].includes(sidecar.state),
  );
  if (bare) {
    const { injected, pods } = bare.sidecar;
    const how =
      bare.sidecar.state === 'none'
        ? 'has no proxy of the mesh'
        : `has a proxy in ${injected} of ${count(pods, 'pod')} only`;
    return {
      reason: `${bare.name} ${how}, so nobody tells whom it calls.`,
      because: [{ object: bare.ref, says: `It ${how}.` }],
    };
  }
  for (const workload of workloads) {
    const port = excludedPorts(input, workload, target);
    if (port) {
      return {
        reason: `${workload.name} calls port ${port} past its proxy.`,
        because: [
          {
            object: workload.ref,
            field: `spec.template.metadata.annotations["${EXCLUDED}"]`,
            says: `It excludes port ${port}.`,
          },
        ],
      };
    }
  }
  const [first] = workloads;
  if (
    first &&
    !workloads.some(workload => history?.reporting.has(nameOf(workload)))
  ) {
    return {
      reason: `No proxy of ${first.name} reported anything in ${windowText(
        window,
      )}.`,
    };
  }
  const ages = workloads.map(({ ref }) => {
    const created = mesh.get(ref)?.metadata.creationTimestamp;
    return created ? now.getTime() - Date.parse(created) : Infinity;
  });
  return first && Math.max(...ages) < SHORTEST * 1000
    ? {
        reason: `${first.name} exists for ${duration(Math.max(...ages))} only.`,
        because: [{ object: first.ref, says: 'It was created lately.' }],
      }
    : undefined;
}

/** A gateway calls the target, and who declares it calls the gateway: metrics do not say for whom a gateway calls. */
function whyHidden(
  { mesh, placement, seen }: DependencyInput,
  source: string,
  target: string,
): Untold | undefined {
  const called = placement.nodesOf(source).flatMap(node => seen.from(node));
  for (const last of placement
    .nodesOf(target)
    .flatMap(node => seen.into(node))) {
    const first = called.find(({ targetId }) => targetId === last.sourceId);
    const isGateway =
      last.source.type === 'service' &&
      last.source.service.workloads.some(
        ({ sidecar }) => sidecar.state === 'gateway',
      );
    if (first && isGateway) {
      const gateway = peerName(last.source);
      const routes =
        last.target.type === 'service'
          ? mesh
              .objectsOf(last.target.service)
              .filter(({ kind }) => kind === 'VirtualService')
          : [];
      return {
        reason: `${peerName(
          first.source,
        )} calls ${gateway}, and that calls ${peerName(
          last.target,
        )}; metrics do not tell for whom.`,
        because: routes.map(({ apiVersion, kind, metadata }) => ({
          object: {
            apiVersion,
            kind,
            namespace: metadata.namespace,
            name: metadata.name,
          },
          says: `It routes through ${gateway}.`,
        })),
      };
    }
  }
  return undefined;
}

/** Why nobody can tell whether `source` calls `target`, although no such call was seen; undefined when it does not. */
export function whyUntold(
  input: DependencyInput,
  source: string,
  target: string,
): Untold | undefined {
  const absent = whyAbsent(input, target);
  if (absent) {
    return { reason: absent, isAbsent: true };
  }
  const blind = whyBlind(input);
  return blind
    ? { reason: blind }
    : whyUnreported(input, source, target) ?? whyHidden(input, source, target);
}
