import type { Mesh, Workload } from '@ecotrack/mesh-engine';
import type { MtlsRow } from '@ecotrack/backstage-plugin-service-mesh-common';

/**
 * The identities behind a service, each with the other applications that share it: a policy that names it cannot tell
 * them apart. Versions of one application are meant to share theirs.
 */
export function identitiesOf(
  mesh: Mesh,
  workloads: readonly Workload[],
): MtlsRow['identities'] {
  const seen = new Set<string>();
  return workloads.flatMap(({ spiffe, name, canonicalName }) => {
    if (seen.has(spiffe ?? name)) {
      return [];
    }
    seen.add(spiffe ?? name);
    const others = mesh.workloads.filter(
      other =>
        spiffe !== undefined &&
        other.spiffe === spiffe &&
        other.canonicalName !== canonicalName,
    );
    return [
      {
        spiffe: spiffe ?? null,
        workload: name,
        sharedWith: [...new Set(others.map(other => other.canonicalName))],
        reason: spiffe ? undefined : 'It has no proxy, so no identity.',
      },
    ];
  });
}
