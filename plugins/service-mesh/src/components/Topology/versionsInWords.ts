import type { TopologyNode } from '@ecotrack/backstage-plugin-service-mesh-common';
import { formatShare } from '../../lib/format';

/** Each version with the share that the routes declare, such as `v2 25 %`. */
export function versionsInWords({ versions }: TopologyNode): string[] {
  return versions.map(({ version, declaredWeight }) =>
    declaredWeight === null || declaredWeight === undefined
      ? version
      : `${version} ${formatShare(declaredWeight)}`,
  );
}
