export { FindingsPage as default } from './FindingsPage';
export { FindingsTable } from './FindingsTable';
