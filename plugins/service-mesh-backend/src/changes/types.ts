import type { JsonObject } from '@backstage/types';
import type {
  ChangedFile,
  ChangeDetail,
  ChangeEffect,
  ChangeStage,
  ChangeState,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import type {
  CheckRun,
  Review,
} from '@ecotrack/backstage-plugin-service-mesh-node';
import type { ObjectEdit } from '@ecotrack/mesh-changes';

/** What is done so far of the writing; every step may be done again. */
export type ChangeStep =
  | 'planned'
  | 'branched'
  | 'committed'
  | 'opened'
  /** What is there of it has to go. */
  | 'withdrawing';

/** When a stage was reached, and by whom. */
export type Reached = Partial<
  Record<ChangeStage['name'], { at: string; by?: string }>
>;

/** A place that somebody else changed in the meantime. */
export type ChangeConflict = ChangeDetail['conflicts'][number];

/** A change as the database keeps it. Times are RFC 3339. */
export interface ChangeRecord {
  id: string;
  /** Same for everybody who wants the same thing of the same objects. */
  intent: string;
  /** 1 for the first proposal of an intent. */
  attempt: number;
  isOpen: boolean;
  /** Whether the portal still looks after it. */
  isActive: boolean;
  environment: string;
  template: string;
  templateVersion: number;
  title: string;
  parameters: JsonObject;
  reason?: string;
  requester: string;
  owner?: string;
  service?: { namespace: string; name: string };
  state: ChangeState;
  step: ChangeStep;
  says: string;
  problem?: { says: string; since: string; retryAt?: string };
  /** Tries of the current step that failed. */
  failures: number;
  repository: string;
  base: string;
  branch: string;
  /** Commit that the files were read at. */
  baseCommit?: string;
  /** Last commit of ours on the branch. */
  headCommit?: string;
  pullRequest?: { number: number; url: string };
  mergeCommit?: string;
  /** Hash of the title and the body that the pull request has. */
  contentHash?: string;
  /** Objects as they were when it was proposed, and as they shall be. */
  objects: ObjectEdit[];
  /** Objects as they were merged; null for those that go. */
  merged?: { ref: ObjectEdit['ref']; object: ObjectEdit['after'] | null }[];
  files: ChangedFile[];
  effect: ChangeEffect;
  notes: string[];
  draft: boolean;
  expiresAt?: string;
  overdueTold?: boolean;
  /** Whether the portal merges it itself where the environment allows that. */
  autoMerge?: boolean;
  reverts?: string;
  revertedBy?: string;
  /** Open changes that this one leaves nothing to do for. */
  supersedes?: string[];
  supersededBy?: string;
  conflicts: ChangeConflict[];
  checks: CheckRun[];
  reviews: Review[];
  reached: Reached;
  nextAt: number;
  version: number;
  createdAt: string;
  updatedAt: string;
}

/** Something that happened to a change. */
export interface ChangeEvent {
  at: Date;
  kind: string;
  says: string;
  by?: string;
}
