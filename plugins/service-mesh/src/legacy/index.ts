/**
 * Front end of the service mesh plugin, for apps with the old frontend system.
 *
 * @packageDocumentation
 */
export {
  EntityServiceMeshContent,
  ServiceMeshPage,
  serviceMeshPlugin,
} from './plugin';
export { isServiceMeshAvailable } from '../lib/isServiceMeshAvailable';
export {
  MeshAccountPickerExtension,
  MeshChangePreviewExtension,
  MeshEnvironmentPickerExtension,
  MeshServicePickerExtension,
  MeshVersionPickerExtension,
  MeshWeightsExtension,
} from './scaffolder';
export type { ParameterSource, PreviewOptions } from '../scaffolder/changeOf';
export type {
  EnvironmentOption,
  EnvironmentPickerOptions,
  PairOptions,
  VersionOptions,
} from '../scaffolder/options';
