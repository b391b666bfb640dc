/**
 * What the front end and the back end of the service mesh plugin agree on.
 *
 * @packageDocumentation
 */
export type { components, operations, paths } from './generated/api';
export * from './annotations';
export * from './observedDependencies';
export * from './permissions';
export * from './types';
