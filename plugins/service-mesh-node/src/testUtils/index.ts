/**
 * Tests that every host of Git repositories has to pass.
 *
 * @packageDocumentation
 */
export { repositoryHostContract } from './repositoryHostContract';
export type {
  Ability,
  HostFault,
  HostSetup,
  HostUnderTest,
  PersonAtHost,
  TestRepository,
} from './contract/types';
