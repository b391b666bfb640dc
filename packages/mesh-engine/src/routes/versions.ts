import type { Split } from '../canaries/types';
import { canonicalRevision } from '../mesh/canonical';
import type { Mesh } from '../mesh/Mesh';
import { selectedPods } from '../mesh/selectors';
import type { Workload } from '../mesh/types';
import type { Because } from '../resources/types';
import type { Destination } from './routes';
import { subsetOf } from './subsets';

/** A share of a route with the destination that it stands for. @public */
export interface RoutedSplit extends Split {
  /** Fully qualified host of the destination. */
  host: string;
  subset?: string;
  /** Why requests cannot get there: the destination is not defined, or nothing stands behind it. */
  problem?: { kind: 'undefined' | 'empty'; because: Because };
}

function revisionsOf(
  workloads: readonly Workload[],
  labels: Readonly<Record<string, string>>,
): Set<string> {
  return new Set(
    workloads.flatMap(workload => {
      const pods = selectedPods(labels, workload);
      return pods.length > 0
        ? pods.map(pod => canonicalRevision(pod.labels))
        : [workload.canonicalRevision];
    }),
  );
}

function nameOf({ subset, host }: { subset?: string; host: string }): string {
  return subset ?? host.split('.')[0];
}

function routedSplit(mesh: Mesh, destination: Destination): RoutedSplit {
  const { service, subset, host, weight } = destination;
  const base = { host, subset, weight, version: nameOf(destination) };
  if (!service) {
    const says = `No service has the host ${host}.`;
    return {
      ...base,
      workloads: [],
      problem: { kind: 'undefined', because: { says } },
    };
  }
  const found =
    subset === undefined ? undefined : subsetOf(mesh, service, subset);
  if (found && !found.rule) {
    const says = `No DestinationRule defines the subset ${subset} of ${host}.`;
    return {
      ...base,
      workloads: [],
      problem: { kind: 'undefined', because: { object: service.ref, says } },
    };
  }
  const workloads = found?.workloads ?? service.workloads;
  const labels = { ...service.selector, ...found?.labels };
  const [revision, ...others] = revisionsOf(workloads, labels);
  const isEmpty =
    workloads.length === 0 &&
    service.kind === 'service' &&
    service.selector !== undefined &&
    mesh.workloads.length > 0;
  return {
    ...base,
    version:
      revision && revision !== 'latest' && others.length === 0
        ? revision
        : base.version,
    workloads: workloads.map(({ name }) => name),
    problem: isEmpty
      ? {
          kind: 'empty',
          because: {
            object: found?.ref ?? service.ref,
            field: found?.field,
            says: `No workload stands behind ${nameOf(destination)}.`,
          },
        }
      : undefined,
  };
}

/**
 * Shares of destinations with the versions that they stand for: the version of the pods behind a destination, or the
 * name of its subset or host where that tells more apart.
 * @param all - every destination that must be told apart, a list for each route
 */
export function routedSplits(
  mesh: Mesh,
  all: readonly (readonly Destination[])[],
): RoutedSplit[][] {
  const splits = all.map(route =>
    route.map(destination => routedSplit(mesh, destination)),
  );
  const places = new Map<string, Set<string>>();
  for (const { version, host, subset } of splits.flat()) {
    const known = places.get(version) ?? new Set();
    places.set(version, known.add(`${host}/${subset ?? ''}`));
  }
  return splits.map(route =>
    route.map(split =>
      (places.get(split.version)?.size ?? 0) > 1
        ? { ...split, version: nameOf(split) }
        : split,
    ),
  );
}
