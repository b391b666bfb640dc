export { SearchField } from './SearchField';
export { useSearch } from './useSearch';
