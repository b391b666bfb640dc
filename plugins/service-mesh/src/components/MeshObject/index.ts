export { MeshObjectPage as default } from './MeshObjectPage';
