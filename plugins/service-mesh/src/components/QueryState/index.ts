export { Freshness, QueryState } from './QueryState';
