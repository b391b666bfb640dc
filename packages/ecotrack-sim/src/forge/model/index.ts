export { Forge } from './Forge';
export type { ForgeOptions } from './Forge';
export { ForgeError } from './ForgeError';
export type { ForgeProblem } from './ForgeError';
export type { HostedRepository } from './HostedRepository';
export type {
  MergeRequest,
  NewPullRequest,
  PullRequestEdit,
} from './PullRequests';
export type * from './types';
