import { groupOf, type ObjectRef } from '@ecotrack/mesh-engine';
import type { Compared } from './compare';
import { healthOf, worstOf, type Health } from './health';
import type { Source } from './readApplication';

/** Names an object as the status of an Application does. */
export interface ResourceName {
  group: string;
  version: string;
  kind: string;
  namespace: string;
  name: string;
}

/** How an object of an Application is. */
export interface ResourceStatus extends ResourceName {
  status: 'Synced' | 'OutOfSync' | 'Unknown';
  health?: { status: Health };
  requiresPruning?: true;
}

/** What a sync did with an object. */
export interface ResourceResult extends ResourceName {
  status: 'Synced' | 'Pruned' | 'PruneSkipped' | 'SyncFailed';
  message: string;
  syncPhase: 'Sync';
}

/** Who started a sync, and whether it may remove objects. */
export interface Operation {
  initiatedBy: { automated: true } | { username: string };
  sync: { revision: string; prune: boolean };
}

/** The last sync. @public */
export interface OperationState {
  operation: Operation;
  phase: 'Running' | 'Succeeded' | 'Failed';
  message: string;
  startedAt: string;
  finishedAt?: string;
  syncResult: {
    revision: string;
    source: Source;
    resources: ResourceResult[];
  };
}

interface Condition {
  type: 'ComparisonError' | 'SyncError';
  message: string;
  lastTransitionTime: string;
}

/** The status that Argo CD writes into an Application. */
export interface ApplicationStatus {
  sync: {
    status: ResourceStatus['status'];
    revision?: string;
    comparedTo: { source: Source; destination: unknown };
  };
  health: { status: Health | 'Unknown'; lastTransitionTime: string };
  resources: ResourceStatus[];
  operationState?: OperationState;
  history: {
    id: number;
    revision: string;
    source: Source;
    deployStartedAt: string;
    deployedAt: string;
    initiatedBy: Operation['initiatedBy'];
  }[];
  conditions: Condition[];
  reconciledAt: string;
  sourceType: 'Kustomize';
}

export function nameOf(ref: ObjectRef): ResourceName {
  return {
    group: groupOf(ref.apiVersion),
    version: ref.apiVersion.slice(ref.apiVersion.lastIndexOf('/') + 1),
    kind: ref.kind,
    namespace: ref.namespace ?? '',
    name: ref.name,
  };
}

/** Status of the objects of an Application. */
export function resourcesOf(compared: readonly Compared[]): ResourceStatus[] {
  return compared.map(({ ref, live, next, isSynced }) => {
    const health = live ? healthOf(live) : 'Missing';
    return {
      ...nameOf(ref),
      status: isSynced ? 'Synced' : 'OutOfSync',
      ...(health && { health: { status: health } }),
      ...(next === undefined && { requiresPruning: true as const }),
    };
  });
}

/** Health of an Application: the worst of its objects. */
export function healthOfAll(resources: readonly ResourceStatus[]): Health {
  return worstOf(resources.flatMap(({ health }) => health?.status ?? []));
}

/** A condition, with the time at which its message began. */
export function conditionOf(
  type: Condition['type'],
  message: string,
  before: ApplicationStatus | undefined,
  now: string,
): Condition {
  const known = before?.conditions.find(
    condition => condition.type === type && condition.message === message,
  );
  return known ?? { type, message, lastTransitionTime: now };
}
