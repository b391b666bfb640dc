/**
 * Adds the calls that were observed in service meshes to the entities of the catalog.
 *
 * @packageDocumentation
 */
export { catalogModuleServiceMesh as default } from './module';
