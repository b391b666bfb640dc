/**
 * Back end of the service mesh plugin: watches clusters, reads telemetry and answers questions about meshes over HTTP.
 *
 * @packageDocumentation
 */
export { serviceMeshPlugin as default } from './plugin';
