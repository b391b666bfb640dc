import type { Entity } from '@backstage/catalog-model';
import type { ServiceSummary } from '@ecotrack/backstage-plugin-service-mesh-common';

/** An entity of the catalog, a component unless told otherwise. */
export function anEntity(
  name: string,
  annotations?: Record<string, string>,
  more?: Pick<Entity, 'relations'> & { kind?: string },
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', annotations },
    ...more,
  };
}

/** A healthy service, of a catalog entity where one is named. */
export function aSummary(name: string, ref?: string): ServiceSummary {
  return {
    namespace: 'shop',
    name,
    kind: 'service',
    health: 'ok',
    detail: '',
    requestRate: 1,
    errorShare: 0,
    meanLatency: 1,
    versions: [],
    configuredMtls: 'strict',
    sidecar: 'all',
    entity: ref ? { ref } : undefined,
  };
}
