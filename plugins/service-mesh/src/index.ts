/**
 * Front end of the service mesh plugin, for the new frontend system.
 *
 * @packageDocumentation
 */
export { serviceMeshPlugin as default } from './plugin';
export { serviceMeshApiRef } from './api/ServiceMeshApi';
export type {
  AccessList,
  CanaryList,
  ChangeList,
  ChangeQuery,
  ChangeStep,
  EnvironmentQuery,
  FindingList,
  ReadinessDetail,
  ReadinessList,
  ServiceList,
  ServiceMeshApi,
} from './api/ServiceMeshApi';
export { rootRouteRef } from './routes';
