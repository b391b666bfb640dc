/**
 * The embedded platform: clusters, their Kubernetes APIs and their Prometheus APIs in one process.
 *
 * @packageDocumentation
 */
export { manualClock, systemClock } from './clock/clock';
export type { Clock, ManualClock } from './clock/clock';
export type { Fault, FaultKind } from './faults/types';
export type { FaultRegistry } from './faults/FaultRegistry';
export { Forge, ForgeError } from './forge/model';
export type {
  ForgeEvent,
  ForgeProblem,
  HostedRepository,
  Moved,
  PullRequest,
} from './forge/model';
export type { ForgeFault, ForgeFaultKind } from './forge/faults/types';
export type { GitOps } from './gitops/GitOps';
export type { OperationState } from './gitops/status';
export { startPlatform } from './platform/startPlatform';
export type { Platform, PlatformOptions } from './platform/startPlatform';
export type { ClusterRuntime } from './platform/ClusterRuntime';
