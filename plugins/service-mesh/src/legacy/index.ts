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
