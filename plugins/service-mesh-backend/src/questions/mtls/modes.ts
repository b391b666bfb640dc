import type { MeshService, ServicePort } from '@ecotrack/mesh-engine';
import type { MtlsConfigured } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { QuestionInput } from '../input';
import { becauseOf } from '../wording/why';

/** Services by their configured mode. */
export type ModeCounts = Record<MtlsConfigured['mode'], number>;

const WEAKEST_FIRST: MtlsConfigured['mode'][] = [
  'plaintext',
  'permissive',
  'unknown',
  'strict',
];

const POLICIES = 'peerauthentications.security.istio.io';

/** What is configured of a port; unknown while the portal may not read what decides it. */
export function configuredMode(
  { mesh, kubernetes }: QuestionInput,
  service: MeshService,
  port: ServicePort,
): MtlsConfigured {
  if (kubernetes.unreadable?.includes(POLICIES)) {
    return {
      mode: 'unknown',
      because: [{ says: `The portal may not read ${POLICIES}.` }],
    };
  }
  const { effective, because } = mesh.mtlsOfService(service, port);
  return { mode: effective, because: becauseOf(because) };
}

/** The weakest mode of the ports of a service. */
export function weakestMode(
  input: QuestionInput,
  service: MeshService,
): MtlsConfigured['mode'] {
  const modes = service.ports.map(
    port => configuredMode(input, service, port).mode,
  );
  return WEAKEST_FIRST.find(mode => modes.includes(mode)) ?? 'unknown';
}

/** Counts services, each by its weakest port. */
export function countModes(
  input: QuestionInput,
  services: readonly MeshService[],
): ModeCounts {
  const counts = { strict: 0, permissive: 0, plaintext: 0, unknown: 0 };
  for (const service of services) {
    counts[weakestMode(input, service)] += 1;
  }
  return counts;
}
