/**
 * Changes of a mesh as edits of the files that declare it: templates, and how their plans become edits.
 *
 * @packageDocumentation
 */
export * from './templates/types';
export { ParameterError } from './templates/ParameterError';
export * from './files/types';
export { editYaml } from './yaml/editYaml';
export { YamlEditError } from './yaml/YamlEditError';
