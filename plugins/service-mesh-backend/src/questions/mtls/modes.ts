import type { Mesh, MeshService } from '@ecotrack/mesh-engine';
import type { MtlsConfigured } from '@ecotrack/backstage-plugin-service-mesh-common';

/** Services by their configured mode. */
export type ModeCounts = Record<MtlsConfigured['mode'], number>;

const WEAKEST_FIRST: MtlsConfigured['mode'][] = [
  'plaintext',
  'permissive',
  'unknown',
  'strict',
];

/** The weakest mode of the ports of a service. */
export function weakestMode(
  mesh: Mesh,
  service: MeshService,
): MtlsConfigured['mode'] {
  const modes = service.ports.map(
    port => mesh.mtlsOfService(service, port).effective,
  );
  return WEAKEST_FIRST.find(mode => modes.includes(mode)) ?? 'unknown';
}

/** Counts services, each by its weakest port. */
export function countModes(
  mesh: Mesh,
  services: readonly MeshService[],
): ModeCounts {
  const counts = { strict: 0, permissive: 0, plaintext: 0, unknown: 0 };
  for (const service of services) {
    counts[weakestMode(mesh, service)] += 1;
  }
  return counts;
}
