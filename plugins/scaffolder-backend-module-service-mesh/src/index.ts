/**
 * Actions of software templates that change, check and follow a service mesh.
 *
 * @packageDocumentation
 */
export { scaffolderModuleServiceMesh as default } from './module';
