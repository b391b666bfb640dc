export { ServicePage as default } from './ServicePage';
export { EntityMesh } from './EntityMesh';
