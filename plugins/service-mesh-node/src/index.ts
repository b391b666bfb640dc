/**
 * What modules of the service mesh plugin build on.
 *
 * @packageDocumentation
 */
export * from './extensions';
export * from './repositories/RepositoryError';
export * from './repositories/types';
