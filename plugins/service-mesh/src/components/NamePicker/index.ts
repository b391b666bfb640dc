export { NamePicker } from './NamePicker';
