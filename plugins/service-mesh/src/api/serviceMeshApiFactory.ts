import {
  createApiFactory,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { serviceMeshApiRef } from './ServiceMeshApi';
import { ServiceMeshClient } from './ServiceMeshClient';

/** Makes the client of the back end, in an app of either frontend system. */
export const serviceMeshApiFactory = createApiFactory({
  api: serviceMeshApiRef,
  deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
  factory: deps => new ServiceMeshClient(deps),
});
