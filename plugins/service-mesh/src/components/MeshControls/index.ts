export { MeshControls } from './MeshControls';
export { useShortcuts } from './useShortcuts';
