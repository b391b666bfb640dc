import type {
  ChangePreview,
  ChangeRequest,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { codeOwnersOf } from '../codeOwners';
import { contentsOf } from '../preview/contentsOf';
import type { Draft } from '../preview/Drafter';
import type { EnvironmentRepository } from '../repositories/environmentRepository';
import type { CommitFiles } from '../repositories/GitReader';
import type { ChangeRecord } from '../types';

/** What a preview is put together from. */
export interface Previewed {
  draft: Draft;
  target: EnvironmentRepository;
  files: CommitFiles;
  base: string;
  branch: string;
  permission: { allowed: boolean; reason?: string };
  request: Partial<Pick<ChangeRequest, 'acknowledgeUnknown' | 'expiresAt'>>;
  isTimeBoxed: boolean;
  owner?: string;
  existing?: ChangeRecord;
  /** Open changes of others that touch the same objects. */
  rivals: readonly ChangeRecord[];
  /** Those of them that it leaves nothing to do for, and that the caller may end. */
  superseded: readonly ChangeRecord[];
  now: Date;
}

function expiryProblem({
  request: { expiresAt },
  isTimeBoxed,
  now,
}: Previewed): string[] {
  if (expiresAt === undefined) {
    return isTimeBoxed
      ? ['It must have an end (expiresAt): say until when it is wanted.']
      : [];
  }
  return Date.parse(expiresAt) > now.getTime()
    ? []
    : [`Its end ${expiresAt} (expiresAt) is over; choose a later one.`];
}

/** Why a change cannot be proposed; empty when it can. */
function blockedBy(previewed: Previewed): string[] {
  const { draft, permission, request, existing } = previewed;
  return [
    ...draft.checks.flatMap(({ state, says }) =>
      state === 'blocked' ? [says] : [],
    ),
    ...draft.conflicts.map(
      ({ object, field, expected, found }) =>
        `Somebody changed ${field} of ${object.kind} ${object.name} since: it was ${expected}, and is ${found}.`,
    ),
    ...(draft.unchanged ? ['Git says so already: nothing would change.'] : []),
    ...expiryProblem(previewed),
    ...(!draft.effect.known &&
    draft.effect.sentences.length > 0 &&
    !request.acknowledgeUnknown
      ? [
          'The effect is not known in full; acknowledge that (acknowledgeUnknown) to go on.',
        ]
      : []),
    ...(existing?.state === 'edited'
      ? [
          `Somebody else committed on the branch of pull request ${existing.pullRequest?.number}; merge it, or discard the edits first.`,
        ]
      : []),
    ...(permission.allowed ? [] : [permission.reason ?? 'You may not.']),
  ];
}

const HOW_IT_ENDS = {
  merge: 'When its time is over the portal takes it back by itself.',
  hand: 'When its time is over the portal proposes to take it back; somebody has to merge that by hand.',
};

/** A draft, as the API carries it. */
export function previewOf(previewed: Previewed): ChangePreview {
  const { draft, target, files, permission, request, owner } = previewed;
  const { rivals, superseded } = previewed;
  const contents = contentsOf(draft.edits);
  const reviewers = codeOwnersOf(
    files.files,
    draft.edits.map(({ path }) => path),
  );
  return {
    title: draft.title,
    problems: draft.problems,
    notes: [
      ...draft.notes,
      ...rivals.map(rival => {
        const { title, pullRequest } = rival;
        const name = `${title}${
          pullRequest ? ` (pull request ${pullRequest.number})` : ''
        }`;
        return superseded.includes(rival)
          ? `It takes the place of an open change, which is closed then: ${name}.`
          : `Another open change is about the same objects: ${name}.`;
      }),
    ],
    unchanged: draft.unchanged,
    files: draft.files.map(file => ({
      ...file,
      content: contents.get(file.path),
    })),
    alsoChanged: [...draft.alsoChanged],
    checks: [
      ...draft.checks,
      {
        name: 'permission',
        state: permission.allowed ? 'passed' : 'blocked',
        says: permission.reason ?? 'You may propose it.',
        findings: [],
      },
    ],
    effect: draft.effect,
    permission,
    target: {
      repository: target.repository.url,
      base: previewed.base,
      commit: draft.commit,
      branch: previewed.branch,
      reviewers: reviewers.length > 0 ? reviewers : owner ? [owner] : [],
    },
    expires:
      request.expiresAt === undefined
        ? undefined
        : target.autoMerge
        ? HOW_IT_ENDS.merge
        : HOW_IT_ENDS.hand,
    blockedBy: blockedBy(previewed),
    existing: previewed.existing?.id,
    sources: draft.sources,
  };
}
