export { TopologyPage as default } from './TopologyPage';
export { GraphCanvas } from './GraphCanvas';
export { SelectionPanel } from './SelectionPanel';
