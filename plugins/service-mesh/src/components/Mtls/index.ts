export { MtlsPage as default } from './MtlsPage';
