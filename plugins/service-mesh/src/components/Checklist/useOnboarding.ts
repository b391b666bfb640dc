import { useApi } from '@backstage/core-plugin-api';
import type { Onboarding } from '@ecotrack/backstage-plugin-service-mesh-common';
import { serviceMeshApiRef } from '../../api/ServiceMeshApi';
import { useChangesSignal } from '../../hooks/useChangesSignal';
import { useMeshQuery, type MeshQuery } from '../../hooks/useMeshQuery';
import type { MeshView } from '../MeshScope';

/** How far a service is, asked again as the page does and as soon as a change moves. */
export function useOnboarding(
  view: MeshView,
  namespace: string,
  service: string,
): MeshQuery<Onboarding> {
  const api = useApi(serviceMeshApiRef);
  const query = useMeshQuery(
    `onboarding ${view.environment} ${view.window} ${namespace}/${service}`,
    signal => api.onboarding({ ...view, namespace, service }, signal),
    view,
  );
  useChangesSignal(query.retry);
  return query;
}
