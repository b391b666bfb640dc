export { CatalogReportPage as default } from './CatalogReportPage';
