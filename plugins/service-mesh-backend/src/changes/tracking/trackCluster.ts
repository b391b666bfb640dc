import type { Repository } from '@ecotrack/backstage-plugin-service-mesh-node';
import { describeRef, knownKind, type Mesh } from '@ecotrack/mesh-engine';
import {
  applicationsOf,
  pageOf,
  sourcesOfApplication,
} from '../repositories/environmentRepository';
import type { SourceState } from '../../sources/telemetry/types';
import type { ChangeRecord } from '../types';
import { applicationState, type ApplicationState } from './applicationState';
import { isLive } from './isLive';
import type { Looked } from './trackPullRequest';

/** The Argo CD Application that brings a folder of a repository into the cluster. */
function applicationFor(
  mesh: Mesh,
  repository: string,
  folder: string,
): ApplicationState | undefined {
  const found = applicationsOf(mesh).find(application =>
    sourcesOfApplication(application).some(
      ({ repoURL = '', path = '' }) =>
        pageOf(repoURL) === repository &&
        path.replace(/^\.?\/*|\/+$/g, '') === folder,
    ),
  );
  return found && applicationState(found);
}

async function hasMerge(
  repository: Repository,
  { revisions }: ApplicationState,
  merge: string,
): Promise<boolean> {
  for (const revision of revisions) {
    if (await repository.contains(revision, merge)) {
      return true;
    }
  }
  return false;
}

/**
 * Objects of a change that the cluster does not have as they were merged. Of kinds that are not read from the cluster
 * only Argo CD knows.
 */
function notLive(
  mesh: Mesh,
  { merged = [] }: ChangeRecord,
  isSynced: boolean,
): string[] {
  return merged
    .filter(({ ref, object }) => {
      if (!knownKind(ref.apiVersion, ref.kind)) {
        return !isSynced;
      }
      return object
        ? !isLive(mesh.get(ref), object)
        : mesh.get(ref) !== undefined;
    })
    .map(({ ref }) => describeRef(ref));
}

/** Looks whether the cluster has what was merged. */
export async function trackCluster(
  record: ChangeRecord,
  repository: Repository,
  snapshot: { mesh: Mesh; state: SourceState },
  folder: string,
  now: Date,
): Promise<Looked> {
  const { mesh, state } = snapshot;
  if (state.state !== 'live') {
    return {
      record: {
        ...record,
        says: `The cluster does not answer${
          state.since ? ` since ${state.since.toISOString()}` : ''
        }; whether it is live is not known.`,
      },
      events: [],
    };
  }
  const at = now.toISOString();
  const application = applicationFor(mesh, record.repository, folder);
  const isSynced =
    application?.isSynced === true &&
    (await hasMerge(repository, application, record.mergeCommit ?? ''));
  const events: Looked['events'] = [];
  let reached = record.reached;
  if (isSynced && !reached.synced) {
    reached = {
      ...reached,
      synced: { at, by: `Argo CD, ${application.name}` },
    };
    events.push({ kind: 'synced', says: `Argo CD synced ${application.name}` });
  }
  const missing = notLive(mesh, record, isSynced);
  if (missing.length === 0 && (isSynced || !application)) {
    return {
      record: {
        ...record,
        state: 'live',
        isActive: record.expiresAt !== undefined,
        reached: { ...reached, live: { at } },
        problem: undefined,
        says: `The cluster has it as it was merged${
          application?.health && application.health !== 'Healthy'
            ? `; Argo CD calls ${application.name} ${application.health}`
            : ''
        }.`,
      },
      events: [
        ...events,
        { kind: 'live', says: 'The cluster has it as it was merged' },
      ],
    };
  }
  const waitsFor = isSynced
    ? `Synced, and the cluster has another form of ${missing.join(
        ', ',
      )}: look for what else writes to it.`
    : application === undefined
    ? `No Argo CD Application brings ${
        folder || 'the repository'
      } into the cluster; waits for ${missing.join(', ')}.`
    : application.waitsFor ??
      `Argo CD has not seen the merge yet; ${application.name} is at ${
        application.revisions[0]?.slice(0, 10) ?? 'no commit'
      }.`;
  return {
    record: {
      ...record,
      state: isSynced ? 'synced' : 'merged',
      reached,
      says: waitsFor,
      problem: application?.isFailed
        ? { says: waitsFor, since: record.problem?.since ?? at }
        : undefined,
    },
    events,
  };
}
