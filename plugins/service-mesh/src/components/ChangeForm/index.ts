export { ChangeFormPage as default } from './ChangeFormPage';
