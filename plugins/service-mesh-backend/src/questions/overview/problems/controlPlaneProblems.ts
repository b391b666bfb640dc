import type {
  Component,
  Problem,
} from '@ecotrack/backstage-plugin-service-mesh-common';

/** Parts of the control plane and gateways of which pods are not ready. */
export function controlPlaneProblems(
  components: readonly Component[],
): Problem[] {
  return components
    .filter(({ health }) => health === 'failing' || health === 'degraded')
    .map(({ name, namespace, role, health, ready, desired, because }) => ({
      id: `control-plane/${namespace}/${name}`,
      severity: health === 'failing' ? 'critical' : 'warning',
      kind: 'control-plane',
      subject: { kind: 'component', namespace, name },
      title: name,
      detail: `${ready} of ${desired} pods are ready${
        role === 'istiod' && health === 'failing'
          ? '; proxies keep the configuration that they have'
          : ''
      }`,
      because,
    }));
}
