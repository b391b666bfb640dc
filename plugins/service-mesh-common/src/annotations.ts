/**
 * On a catalog entity without Kubernetes objects, such as an external API: the host under which the mesh calls it.
 * @public
 */
export const ANNOTATION_MESH_HOST = 'servicemesh.ecotrack.io/host';
