import type { KubeObject } from '@ecotrack/mesh-engine';
import type { ApplicationState } from './ApplicationState';
import type { Compared } from './compare';
import type { Application } from './readApplication';

/** Whether a sync starts by itself; `error` says why one that should is held back. */
export interface Decision {
  starts: boolean;
  error?: string;
}

const STAYS: Decision = { starts: false };

/** Decides as Argo CD's `autoSync` does. */
export function decide(
  application: Application,
  state: ApplicationState,
  revision: string,
  wanted: readonly KubeObject[],
  compared: readonly Compared[],
): Decision {
  const { automated } = application;
  const open = compared.filter(({ isSynced }) => !isSynced);
  const isFirst = state.status?.operationState === undefined;
  if (!automated || (open.length === 0 && !isFirst)) {
    return STAYS;
  }
  const onlyPrunes = open.length > 0 && open.every(({ next }) => !next);
  if (onlyPrunes && !automated.prune) {
    return STAYS;
  }
  if (onlyPrunes && wanted.length === 0 && !automated.allowEmpty) {
    return {
      starts: false,
      error:
        'The sync would remove all objects. Put objects into Git, or set syncPolicy.automated.allowEmpty.',
    };
  }
  const attempt = state.attempt(application, revision);
  if (attempt === 'Failed') {
    const message = state.status?.operationState?.message;
    return {
      starts: false,
      error: `The sync to ${revision} failed: ${message}`,
    };
  }
  return { starts: attempt === undefined || automated.selfHeal };
}
