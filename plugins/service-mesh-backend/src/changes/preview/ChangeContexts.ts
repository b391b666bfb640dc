import {
  EnvironmentReader,
  type EnvironmentLayout,
  type PlanContext,
} from '@ecotrack/mesh-changes';
import {
  Mesh,
  refKey,
  refOf,
  type KubeObject,
  type ObjectRef,
  type ObservedCall,
  type SourcedObject,
} from '@ecotrack/mesh-engine';
import type { Environment } from '../../environments/Environment';
import { callsOf } from '../../questions/traffic/calls';
import type { Snapshot, SourceState } from '../../sources/telemetry/types';
import type { CommitFiles } from '../repositories/GitReader';

/** What a change is planned and judged with. */
export interface ChangeContext extends PlanContext {
  now: Date;
  /** The environment as the cluster has it. */
  live: Mesh;
  layout: EnvironmentLayout;
  files: CommitFiles['files'];
  tree: CommitFiles['tree'];
  commit: string;
  reader: EnvironmentReader;
  kubernetes: SourceState;
  snapshotVersion: number;
}

interface Composed {
  live: Mesh;
  commit: string;
  folder: string;
  declared: Mesh;
  mesh: Mesh;
}

const CALLS_KEPT = 15_000;
const WINDOW = 900;

const byRef = (objects: readonly KubeObject[]) =>
  new Map(objects.map(object => [refKey(refOf(object)), object]));

/** What is other in one list of objects than in another. */
function changed(before: readonly KubeObject[], after: readonly KubeObject[]) {
  const old = byRef(before);
  const current = byRef(after);
  return {
    upserted: after.filter(object => old.get(refKey(refOf(object))) !== object),
    removed: before.map(refOf).filter(ref => !current.has(refKey(ref))),
  };
}

/** Puts together what Git declares and what the cluster has, and keeps it as long as neither changes. */
export class ChangeContexts {
  readonly #reader = new EnvironmentReader();
  readonly #composed = new Map<string, Composed>();
  readonly #calls = new Map<
    string,
    { at: number; calls?: ObservedCall[]; state: SourceState }
  >();
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  at(
    environment: Environment,
    layout: EnvironmentLayout,
    { commit, files, tree }: CommitFiles,
  ): ChangeContext {
    const snapshot = environment.snapshot();
    const { declared, mesh } = this.#compose(environment, snapshot, layout, {
      commit,
      files,
      tree,
    });
    return {
      mesh,
      declared,
      now: this.#now(),
      live: snapshot.mesh,
      layout,
      files,
      tree,
      commit,
      reader: this.#reader,
      kubernetes: snapshot.state,
      snapshotVersion: snapshot.version,
    };
  }

  #compose(
    environment: Environment,
    { mesh: live }: Snapshot,
    { folder }: EnvironmentLayout,
    { commit, files }: CommitFiles,
  ): Composed {
    const known = this.#composed.get(environment.name);
    if (known?.live === live && known.commit === commit) {
      return known;
    }
    const composed =
      known?.commit === commit && known.folder === folder
        ? this.#onNewSnapshot(known, live)
        : this.#onNewCommit(environment, live, folder, commit, files);
    this.#composed.set(environment.name, composed);
    return composed;
  }

  #onNewSnapshot(known: Composed, live: Mesh): Composed {
    const isDeclared = (ref: ObjectRef) =>
      known.declared.get(ref) !== undefined;
    const { upserted, removed } = changed(known.live.all, live.all);
    return {
      ...known,
      live,
      mesh: known.mesh.with({
        upserted: upserted.filter(object => !isDeclared(refOf(object))),
        removed: removed.filter(ref => !isDeclared(ref)),
      }),
    };
  }

  #onNewCommit(
    environment: Environment,
    live: Mesh,
    folder: string,
    commit: string,
    files: CommitFiles['files'],
  ): Composed {
    const { rootNamespace } = live.config;
    const { resources, findings } = this.#reader.render(files, folder);
    const own = resources.filter(({ object: { kind, metadata } }) =>
      environment.includes(
        kind === 'Namespace' ? metadata.name : metadata.namespace,
        rootNamespace,
      ),
    );
    const withStatus = own.map((sourced): SourcedObject => {
      const status = live.get(refOf(sourced.object))?.status;
      return status === undefined
        ? sourced
        : { ...sourced, object: { ...sourced.object, status } };
    });
    return {
      live,
      commit,
      folder,
      declared: Mesh.from(own, {}, findings),
      mesh: live.with({ upserted: withStatus }),
    };
  }

  /** Requests that were seen in the last quarter of an hour; undefined when no telemetry answers. */
  async calls(
    environment: Environment,
  ): Promise<{ calls?: ObservedCall[]; state: SourceState }> {
    const now = this.#now().getTime();
    const known = this.#calls.get(environment.name);
    if (known && now - known.at < CALLS_KEPT) {
      return known;
    }
    const { value, state } = await environment.read(
      `traffic ${WINDOW} now`,
      source => source.traffic(WINDOW),
    );
    const entry = {
      at: now,
      state,
      calls:
        value &&
        callsOf(value)
          .filter(({ protocol }) => protocol !== 'tcp')
          .map(
            ({ source, destination, rate }): ObservedCall => ({
              client:
                source.workload === 'unknown'
                  ? undefined
                  : { namespace: source.namespace, workload: source.workload },
              server: {
                namespace: destination.namespace,
                workload: destination.workload,
              },
              host: destination.host,
              requestRate: rate,
            }),
          ),
    };
    this.#calls.set(environment.name, entry);
    return entry;
  }
}
