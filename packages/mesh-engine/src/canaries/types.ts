import type { Because, ObjectRef } from '../resources/types';

/** @public */
export type CanaryPhase =
  | 'Idle'
  | 'Initializing'
  | 'AwaitingStart'
  | 'Progressing'
  | 'Paused'
  | 'AwaitingPromotion'
  | 'Promoting'
  | 'Finalizing'
  | 'Succeeded'
  | 'Aborted'
  | 'Failed'
  | 'Invalid'
  | 'Unknown';

/** Share of one version, 0..1. @public */
export interface Split {
  /** Subset, or version label when routes use hosts. */
  version: string;
  workloads: string[];
  weight: number;
}

/**
 * State of a canary on three axes that no controller keeps apart: phase (where the process is), traffic (where
 * requests go, read from the routes), impact (whether users suffer).
 * @public
 */
export interface CanaryState {
  /** Stable: `source/namespace/name`. */
  id: string;
  namespace: string;
  /** Name of the service whose traffic is split. */
  service: string;
  source: 'virtualservice' | 'httproute' | 'argo-rollouts' | 'flagger';
  object: ObjectRef;
  phase: CanaryPhase;
  rawPhase: string;
  /** False while the controller has not looked at the newest generation. */
  observed: boolean;
  strategy: 'weight' | 'header' | 'mirror' | 'blue-green' | 'replica-only';
  traffic: 'all-stable' | 'split' | 'all-canary' | 'unknown';
  impact: 'none' | 'serving-ok' | 'serving-degraded' | 'unknown';
  stable?: string;
  canary?: string;
  /** What the controller or plan asks for. */
  declared?: Split[];
  /** What the routes say. */
  applied?: Split[];
  /** RFC 3339, where an object tells. */
  since?: string;
  sinceReason: string;
  matches: string[];
  steps?: { label: string; state: 'done' | 'current' | 'todo' }[];
  reason?: string;
  because: Because[];
}
