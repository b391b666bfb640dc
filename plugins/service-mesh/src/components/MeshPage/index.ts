export { MeshPage } from './MeshPage';
export type { MeshView } from './MeshView';
export { servicePath, useMeshLink } from './useMeshLink';
