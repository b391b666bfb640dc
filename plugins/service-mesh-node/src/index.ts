/**
 * What modules of the service mesh plugin build on.
 *
 * @packageDocumentation
 */
export * from './extensions';
export * from './repositories/RepositoryError';
export { blobName } from './repositories/blobName';
export { branchPath, commitName, filePath } from './repositories/names';
export * from './repositories/types';
