import { describeRef, knownKind } from '@ecotrack/mesh-engine';
import type { ChangeStage } from '@ecotrack/backstage-plugin-service-mesh-common';
import { stagesOf } from '../../changes/present';
import type { ChangeRecord } from '../../changes/types';
import { sentence } from '../../questions/wording/figures';
import type { Facts, Judge, Judgement } from '../types';
import { namesOf } from '../wording';
import { onboardForm } from './onboardingChange';

const STATES: Record<ChangeStage['state'], Judgement['state']> = {
  done: 'done',
  current: 'waiting',
  waiting: 'waiting',
  failed: 'failed',
};

const LISTED = 20;

/** Whether it came into the mesh without a change of the portal, or with one that was closed. */
const wasThere = ({ change, isInMesh }: Facts) =>
  isInMesh && !change?.reached.merged && !change?.isOpen;

function notNeeded({ subject: { service, workloads } }: Facts): Judgement {
  const refs = [
    ...(service ? [service.ref] : []),
    ...workloads.map(({ ref }) => ref),
  ];
  return {
    state: 'not-needed',
    says: 'It was in the mesh before: the cluster has it, and no change of the portal brought it.',
    because: refs.map(object => ({
      object,
      says: `The cluster has ${describeRef(object)}.`,
    })),
  };
}

const ofChange = ({ id, pullRequest }: ChangeRecord) => ({
  change: id,
  pullRequest,
});

function againOf({
  state,
  revertedBy,
  template,
  parameters,
}: ChangeRecord): Judgement['next'] {
  return state === 'closed' || revertedBy !== undefined
    ? { title: 'Propose it again…', change: { template, parameters } }
    : undefined;
}

const openPull = ({ pullRequest }: ChangeRecord, verb: string) =>
  pullRequest && {
    title: `${verb} pull request #${pullRequest.number}`,
    url: pullRequest.url,
  };

/** The name of a person, of an entity reference or of a user of the repository host. */
const personOf = (name: string) => name.slice(name.lastIndexOf('/') + 1);

/** Whether somebody asked for it. */
export const proposed: Judge = facts => {
  const { change, subject } = facts;
  if (wasThere(facts)) {
    return notNeeded(facts);
  }
  if (!change) {
    return {
      state: 'waiting',
      says: 'Nobody has proposed to take it into the mesh.',
      because: [],
      next: {
        title: 'Onboard it…',
        change: onboardForm(subject.namespace, subject.name),
      },
    };
  }
  const [{ state, says, at, by }] = stagesOf(change);
  return {
    state: STATES[state],
    says:
      state === 'done'
        ? `${change.title}, by ${personOf(by ?? change.requester)}.`
        : says,
    since: at,
    because: [
      { says: `Change ${change.id} is ${change.state}: ${change.says}` },
    ],
    ...ofChange(change),
    next: state === 'failed' ? againOf(change) : undefined,
  };
};

function mergedSays({ reached: { merged, reviewed } }: ChangeRecord): string {
  const by = merged?.by ? ` by ${merged.by}` : '';
  const approval = reviewed
    ? `approved by ${reviewed.by ?? 'somebody'}`
    : 'without an approval';
  return `Merged${by}, ${approval}.`;
}

/** Whether it was reviewed and merged. */
export const merged: Judge = facts => {
  const { change } = facts;
  if (wasThere(facts)) {
    return notNeeded(facts);
  }
  if (!change) {
    return {
      state: 'waiting',
      says: 'It comes after the proposal.',
      because: [],
    };
  }
  const { checks, reviews, reached } = change;
  const [, review, merge] = stagesOf(change);
  const isDone = reached.merged !== undefined;
  const stage =
    review.state === 'done' || review.state === 'waiting' ? merge : review;
  return {
    state: isDone ? 'done' : STATES[stage.state],
    says: isDone ? mergedSays(change) : sentence(stage.says),
    since: reached.merged?.at,
    because: [
      ...checks.map(({ name, state }) => ({
        says: `The check ${name} is ${state}.`,
      })),
      ...reviews.map(({ by, state }) => ({ says: `${by}: ${state}.` })),
    ],
    ...ofChange(change),
    next: isDone
      ? undefined
      : againOf(change) ??
        openPull(change, stage.state === 'failed' ? 'See' : 'Merge'),
  };
};

/** Objects that were merged and that the cluster does not have now. */
const missingOf = (
  { input: { mesh } }: Facts,
  { merged: edits = [] }: ChangeRecord,
) =>
  edits
    .filter(
      ({ ref, object }) =>
        object && knownKind(ref.apiVersion, ref.kind) && !mesh.get(ref),
    )
    .map(({ ref }) => ref);

/** Whether the cluster has what was merged, now and not only once. */
export const synced: Judge = facts => {
  const { change } = facts;
  if (wasThere(facts)) {
    return notNeeded(facts);
  }
  if (!change?.reached.merged) {
    return { state: 'waiting', says: 'It comes after the merge.', because: [] };
  }
  const { reached } = change;
  const [, , , sync, live] = stagesOf(change);
  const stage = sync.state === 'done' ? live : sync;
  const because = (change.merged ?? [])
    .filter(({ object }) => object)
    .slice(0, LISTED)
    .map(({ ref }) => ({
      object: ref,
      says: 'It was merged.',
    }));
  if (!reached.live) {
    return {
      state: STATES[stage.state],
      says: sentence(stage.says),
      because,
      ...ofChange(change),
    };
  }
  const missing = missingOf(facts, change);
  if (missing.length === 0) {
    return {
      state: 'done',
      says: `The cluster has it as it was merged${
        reached.synced?.by ? `, by ${reached.synced.by}` : ''
      }.`,
      since: reached.live.at,
      because,
      ...ofChange(change),
    };
  }
  return {
    state: 'failed',
    says: `${
      change.revertedBy ? 'It was taken back: t' : 'T'
    }he cluster had it, and now it lacks ${namesOf(missing.map(describeRef))}.`,
    because: missing.map(object => ({
      object,
      says: 'It was merged, and the cluster does not have it.',
    })),
    ...ofChange(change),
    ...(change.revertedBy && { change: change.revertedBy }),
    next: againOf(change),
  };
};
