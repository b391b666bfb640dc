import { createPermission } from '@backstage/plugin-permission-common';

/** Resource type of an environment; a resource reference is the environment's name. @public */
export const RESOURCE_TYPE_MESH_ENVIRONMENT = 'service-mesh-environment';

/** To read anything about one environment of a mesh. @public */
export const meshEnvironmentReadPermission = createPermission({
  name: 'service-mesh.environment.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_MESH_ENVIRONMENT,
});

/** Resource type of a change; a resource reference is its id, or what it would be before it is proposed. @public */
export const RESOURCE_TYPE_MESH_CHANGE = 'service-mesh-change';

/** To propose a change of a mesh, and to go on with it. @public */
export const meshChangeProposePermission = createPermission({
  name: 'service-mesh.change.propose',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_MESH_CHANGE,
});

/** All permissions of the service mesh plugin. @public */
export const serviceMeshPermissions = [
  meshEnvironmentReadPermission,
  meshChangeProposePermission,
];
