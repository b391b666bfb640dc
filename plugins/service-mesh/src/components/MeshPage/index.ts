export { MeshPage } from './MeshPage';
export { servicePath, useMeshLink } from './useMeshLink';
