import type {
  ReadinessItem,
  ReadinessMend,
  WorkloadReadiness,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import {
  applicationWorkloads,
  membershipOf,
  onboardingOf,
  readinessOf,
  worstReadiness,
  type ReadinessItem as Item,
  type ReadinessMend as Mend,
} from '@ecotrack/mesh-changes';
import {
  fieldSteps,
  toManifest,
  type ObjectRef,
  type Workload,
} from '@ecotrack/mesh-engine';
import { whyAway } from '../../onboarding/liveOnly';
import { sourcesOf, type QuestionInput } from '../input';
import { count } from '../wording/figures';
import { readinessSentence } from './readinessSentence';
import { seenCalls } from './seenCalls';

/** Tells of a change whether the caller may propose it. */
export type MayPropose = (
  mend: Mend,
) => Pick<ReadinessMend, 'allowed' | 'reason'>;

const STATES = ['blocked', 'warning', 'unknown', 'ready'] as const;
const OUTSIDE_FIRST: WorkloadReadiness['mesh'][] = [
  'out',
  'partly',
  'unknown',
  'in',
];

function countsOf(items: readonly Item[]): WorkloadReadiness['counts'] {
  const counts = { ready: 0, warning: 0, blocked: 0, unknown: 0 };
  for (const { state } of items) {
    counts[state] += 1;
  }
  return counts;
}

/** What a cluster said before it went away is not known to be so still. */
function currentItems(
  { kubernetes, now }: QuestionInput,
  items: readonly Item[],
): Item[] {
  const why = whyAway('The cluster', kubernetes, now);
  return kubernetes.state === 'live'
    ? [...items]
    : items
        .map(item =>
          item.state === 'ready'
            ? {
                ...item,
                state: 'unknown' as const,
                says: `${why} Before that: ${item.says}`,
              }
            : item,
        )
        .sort((a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state));
}

/** Looks at the workloads of one environment as it is now. */
function looking(input: QuestionInput, mayPropose: MayPropose) {
  const seen = seenCalls(input);
  const { mesh, kubernetes } = input;
  const options = {
    observed: seen?.plaintext,
    unreadable: kubernetes.unreadable,
    now: input.now,
  };
  const allowed = (mend: Mend): ReadinessMend => ({
    ...mend,
    parameters: { ...mend.parameters },
    ...mayPropose(mend),
  });
  return {
    itemsOf: (workload: Workload) =>
      currentItems(input, readinessOf(mesh, workload, options)),
    allowed,
    summaryOf: (
      workload: Workload,
      items: readonly Item[],
    ): WorkloadReadiness => {
      const state = worstReadiness(items.map(item => item.state));
      const membership = membershipOf(workload);
      const onboard =
        membership === 'out'
          ? onboardingOf(mesh, workload, seen?.all)
          : undefined;
      return {
        namespace: workload.namespace,
        kind: workload.kind,
        name: workload.name,
        object: workload.ref,
        mesh: membership,
        services: mesh.servicesOf(workload).map(({ name }) => name),
        state,
        worst:
          state === 'ready'
            ? undefined
            : items.find(item => item.state === state)?.title,
        counts: countsOf(items),
        onboard: onboard && allowed(onboard),
      };
    },
  };
}

const byNeed = (a: WorkloadReadiness, b: WorkloadReadiness) =>
  OUTSIDE_FIRST.indexOf(a.mesh) - OUTSIDE_FIRST.indexOf(b.mesh) ||
  STATES.indexOf(a.state) - STATES.indexOf(b.state) ||
  `${a.namespace}/${a.name}`.localeCompare(`${b.namespace}/${b.name}`);

/** Which workloads are in the mesh, and how ready each is, those outside first. */
export function answerReadiness(
  input: QuestionInput,
  mayPropose: MayPropose,
  filter: { namespace?: string; mesh?: 'in' | 'out' },
) {
  const { itemsOf, summaryOf } = looking(input, mayPropose);
  const items = applicationWorkloads(input.mesh)
    .filter(
      ({ namespace }) =>
        filter.namespace === undefined || namespace === filter.namespace,
    )
    .map(workload => summaryOf(workload, itemsOf(workload)))
    .filter(
      ({ mesh }) =>
        filter.mesh === undefined ||
        (filter.mesh === 'out'
          ? mesh === 'out'
          : ['in', 'partly'].includes(mesh)),
    )
    .sort(byNeed);
  return {
    answer: readinessSentence(input, items),
    window: input.window.text,
    items,
    sources: sourcesOf(input),
  };
}

const WHERE: Record<WorkloadReadiness['mesh'], string> = {
  in: 'is in the mesh',
  partly: 'is in the mesh with some of its pods only',
  out: 'is outside the mesh',
  unknown: 'may be in the mesh or not',
};

function inWords({ name, mesh, counts }: WorkloadReadiness): string {
  const { blocked, warning, unknown } = counts;
  const parts = [
    blocked > 0 && `${count(blocked, 'thing')} in its way`,
    warning > 0 && count(warning, 'warning'),
    unknown > 0 && `${unknown} not known`,
  ].filter(Boolean);
  return `${name} ${WHERE[mesh]}: ${
    parts.length > 0 ? parts.join(', ') : 'nothing is in its way'
  }.`;
}

/** Everything that is looked at before one workload gets a proxy. */
export function answerWorkloadReadiness(
  input: QuestionInput,
  workload: Workload,
  mayPropose: MayPropose,
) {
  const { itemsOf, summaryOf, allowed } = looking(input, mayPropose);
  const items = itemsOf(workload);
  const placeOf = (ref: ObjectRef, field: string) => {
    const object = input.mesh.get(ref);
    return {
      field,
      line: object && toManifest(object).lineOf(fieldSteps(field)),
    };
  };
  const summary = summaryOf(workload, items);
  return {
    answer: inWords(summary),
    window: input.window.text,
    workload: summary,
    items: items.map(
      ({ because, field, mend, ...item }): ReadinessItem => ({
        ...item,
        because: because.map((object, index) => ({
          object,
          ...(index === 0 && field !== undefined && placeOf(object, field)),
          says:
            index === 0
              ? 'This object decided.'
              : 'This object has a part in it.',
        })),
        ...(mend && { mend: allowed(mend) }),
      }),
    ),
    sources: sourcesOf(input),
  };
}
