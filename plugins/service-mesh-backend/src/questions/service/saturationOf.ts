import type { Saturation } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { ContainerUse } from '../../sources/telemetry/types';

/** Sums of CPU in cores and memory in bytes over the pods, the proxy and the application apart. */
export function saturationOf(
  uses: readonly ContainerUse[] | undefined,
): Saturation {
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
