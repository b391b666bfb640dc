export { CanariesPage as default } from './CanariesPage';
export { CanaryCard } from './CanaryCard';
