import type { CanaryState, Mesh, Workload } from '@ecotrack/mesh-engine';
import type { CanaryArm } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { QuestionInput } from '../input';
import { failedShare, totalsOf } from '../traffic/calls';
import type { TrafficIndex } from '../traffic/TrafficIndex';

/** p95 of a version in milliseconds, by `host revision`. */
export type VersionLatency = ReadonlyMap<string, number | null>;

/** A version of a canary with the pods that run it. */
interface Version {
  version: string;
  workload: string;
  found?: Workload;
  /** Canonical revision, where the workload alone does not tell the version. */
  revision?: string;
}

function versionsOf(
  mesh: Mesh,
  { namespace, service, applied, declared }: CanaryState,
): Version[] {
  const named = (applied ?? declared ?? []).flatMap(({ version, workloads }) =>
    workloads.map(workload => ({ version, workload })),
  );
  const versions =
    named.length > 0
      ? named
      : (mesh.service(namespace, service)?.workloads ?? []).map(
          ({ name, canonicalRevision }) => ({
            version: canonicalRevision,
            workload: name,
          }),
        );
  return versions.map(({ version, workload }) => ({
    version,
    workload,
    found: mesh.workload(namespace, workload),
    revision:
      versions.filter(other => other.workload === workload).length > 1
        ? version
        : undefined,
  }));
}

/** Calls that a version served; undefined when the metrics do not tell it from another of the same workload. */
function callsOfVersion(
  index: TrafficIndex,
  { found, revision }: Version,
  versions: readonly Version[],
) {
  const calls = found ? index.servedBy(found) : [];
  if (revision === undefined) {
    return calls;
  }
  const revisions = versions
    .filter(other => other.found === found)
    .map(other => other.revision);
  const isToldApart = calls.every(({ destination }) =>
    revisions.includes(destination.canonicalRevision),
  );
  return isToldApart
    ? calls.filter(
        ({ destination }) => destination.canonicalRevision === revision,
      )
    : undefined;
}

/** Hosts that a version may be called by, each with the revision that metrics give it. */
function latencyKeys(mesh: Mesh, { found, revision }: Version): string[] {
  return found
    ? mesh
        .servicesOf(found)
        .map(({ host }) => `${host} ${revision ?? found.canonicalRevision}`)
    : [];
}

function roleOf(state: CanaryState, version: string): CanaryArm['role'] {
  if (version === state.stable) {
    return 'stable';
  }
  return version === state.canary ? 'canary' : 'other';
}

/** Hosts that the versions of all canaries may be called by, each once. */
export function canaryHosts(mesh: Mesh): string[] {
  const services = mesh
    .canaries()
    .flatMap(state => versionsOf(mesh, state))
    .flatMap(({ found }) => (found ? mesh.servicesOf(found) : []));
  return [...new Set(services.map(({ host }) => host))];
}

/**
 * What is known of each version of a canary. Figures are null where the metrics cannot tell the version from another:
 * pods of one Rollout with the same labels, or two workloads of one host and revision for p95.
 */
export function armsOf(
  input: QuestionInput,
  index: TrafficIndex,
  state: CanaryState,
  latency: VersionLatency,
): CanaryArm[] {
  const versions = versionsOf(input.mesh, state);
  const keys = versions.map(version => latencyKeys(input.mesh, version));
  return versions.map((entry, position) => {
    const { version, workload, found, revision } = entry;
    const calls = callsOfVersion(index, entry, versions);
    const totals =
      input.traffic && calls !== undefined ? totalsOf(calls) : undefined;
    const others = keys.filter((_, other) => other !== position).flat();
    const key = keys[position].find(
      candidate => latency.has(candidate) && !others.includes(candidate),
    );
    return {
      version,
      workload,
      role: roleOf(state, version),
      requestRate: totals?.requestRate ?? null,
      errorShare: totals ? failedShare(totals) : null,
      meanLatency: found && calls ? index.meanLatencyOf(found, revision) : null,
      p95: (key !== undefined && latency.get(key)) || null,
      ready: revision === undefined ? found?.ready : undefined,
      desired: revision === undefined ? found?.desired : undefined,
    };
  });
}
