import type { Mesh, Workload } from '@ecotrack/mesh-engine';
import { QUESTIONS } from './questions';
import type { Found, Question } from './reading/Question';
import { subjectOf } from './reading/Subject';
import type { ReadinessItem, ReadinessOptions, ReadinessState } from './types';

const WORST_FIRST: readonly ReadinessState[] = [
  'blocked',
  'warning',
  'unknown',
  'ready',
];

/** The worst of some states; ready where there is none. @public */
export function worstReadiness(
  states: readonly ReadinessState[],
): ReadinessState {
  return WORST_FIRST.find(state => states.includes(state)) ?? 'ready';
}

function itemsOf(
  question: Question,
  found: readonly Found[],
  unreadable: readonly string[],
): ReadinessItem[] {
  const { id, title, ready, reads = [] } = question;
  const hidden = reads.filter(kind => unreadable.includes(kind));
  const known =
    hidden.length > 0 ? found.filter(({ state }) => state !== 'ready') : found;
  const rest: Found[] =
    hidden.length > 0
      ? [
          {
            state: 'unknown',
            place: 'unread',
            says: `The portal may not read ${hidden.join(
              ' and ',
            )}, so nobody knows. Let it read them, or look by hand.`,
          },
        ]
      : known.length === 0
      ? [{ state: 'ready', says: ready }]
      : [];
  return [...known, ...rest].map(
    ({ place, because = [], ...item }): ReadinessItem => ({
      id: place === undefined ? id : `${id}/${place}`,
      title,
      because,
      ...item,
    }),
  );
}

/** Everything that is looked at before a workload gets a proxy, worst first. @public */
export function readinessOf(
  mesh: Mesh,
  workload: Workload,
  options: ReadinessOptions = {},
): ReadinessItem[] {
  const subject = subjectOf(mesh, workload, options);
  return QUESTIONS.flatMap(question => {
    const found = question.look(subject);
    return found ? itemsOf(question, found, options.unreadable ?? []) : [];
  }).sort(
    (a, b) => WORST_FIRST.indexOf(a.state) - WORST_FIRST.indexOf(b.state),
  );
}
