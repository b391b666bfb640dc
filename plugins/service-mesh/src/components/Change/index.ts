export { ChangePage as default } from './ChangePage';
