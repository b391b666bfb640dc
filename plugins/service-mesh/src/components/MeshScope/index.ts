export { MeshScope } from './MeshScope';
export type { MeshView } from './MeshView';
