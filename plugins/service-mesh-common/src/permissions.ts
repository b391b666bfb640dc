import { createPermission } from '@backstage/plugin-permission-common';

/** Resource type of an environment; a resource reference is the environment's name. @public */
export const RESOURCE_TYPE_MESH_ENVIRONMENT = 'service-mesh-environment';

/** To read anything about one environment of a mesh. @public */
export const meshEnvironmentReadPermission = createPermission({
  name: 'service-mesh.environment.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_MESH_ENVIRONMENT,
});

/** All permissions of the service mesh plugin. @public */
export const serviceMeshPermissions = [meshEnvironmentReadPermission];
