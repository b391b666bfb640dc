/**
 * The embedded platform: clusters, their Kubernetes APIs and their Prometheus APIs in one process.
 *
 * @packageDocumentation
 */
export { manualClock, systemClock } from './clock/clock';
export type { Clock, ManualClock } from './clock/clock';
export type { Fault, FaultKind } from './faults/types';
export type { FaultRegistry } from './faults/FaultRegistry';
export { startPlatform } from './platform/startPlatform';
export type { Platform, PlatformOptions } from './platform/startPlatform';
export type { ClusterRuntime } from './platform/ClusterRuntime';
