import type { KubeObject } from '@ecotrack/mesh-engine';

/** How Argo CD is with an application. */
export interface ApplicationState {
  name: string;
  isSynced: boolean;
  /** Commits that it last compared with, one for each source. */
  revisions: string[];
  /** What it waits for, in words; undefined when it is done. */
  waitsFor?: string;
  isFailed: boolean;
  health?: string;
}

interface Status {
  sync?: { status?: string; revision?: string; revisions?: string[] };
  health?: { status?: string; message?: string };
  operationState?: { phase?: string; message?: string };
  conditions?: { type?: string; message?: string }[];
}

/** Reads the state of an Argo CD Application. */
export function applicationState(application: KubeObject): ApplicationState {
  const { name } = application.metadata;
  const { sync, health, operationState, conditions } = (application.status ??
    {}) as Status;
  const { syncPolicy } = (application.spec ?? {}) as {
    syncPolicy?: { automated?: unknown };
  };
  const error = conditions?.find(({ type }) => type?.endsWith('Error'));
  const hasFailed = ['Failed', 'Error'].includes(operationState?.phase ?? '');
  const isSynced = sync?.status === 'Synced';
  let waitsFor: string | undefined;
  if (error) {
    waitsFor =
      error.type === 'ComparisonError'
        ? `Argo CD cannot compare ${name}: ${error.message}`
        : `Argo CD could not sync ${name}: ${error.message}`;
  } else if (operationState?.phase === 'Running') {
    waitsFor = `Argo CD is syncing ${name}.`;
  } else if (hasFailed && !isSynced) {
    waitsFor = `The sync of ${name} failed: ${operationState?.message}`;
  } else if (!isSynced) {
    waitsFor = syncPolicy?.automated
      ? `Argo CD will sync ${name}; it is ${
          sync?.status ?? 'not compared yet'
        }.`
      : `Somebody has to sync ${name} in Argo CD: it has no automated sync.`;
  }
  return {
    name,
    isSynced,
    revisions: sync?.revisions ?? (sync?.revision ? [sync.revision] : []),
    waitsFor,
    isFailed: Boolean(error) || (hasFailed && !isSynced),
    health: health?.status,
  };
}
