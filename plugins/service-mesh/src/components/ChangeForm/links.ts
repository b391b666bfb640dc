export { ChangeLink } from './ChangeLink';
export { mendingChange } from './mendingChanges';
export { ServiceChanges } from './ServiceChanges';
