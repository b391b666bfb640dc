import type { Finding } from '@ecotrack/backstage-plugin-service-mesh-common';
import {
  acceptanceOf,
  type Finding as EngineFinding,
  type Severity,
} from '@ecotrack/mesh-engine';
import { sourcesOf, type QuestionInput } from '../input';
import { count, sentence } from '../wording/figures';
import { findingOf } from './findingOf';

const WORST_FIRST: Severity[] = ['error', 'warning', 'info'];

/** How many findings there are of each severity, and how many more are accepted. */
export function countFindings(
  findings: readonly Pick<EngineFinding, 'severity' | 'exception'>[],
  now: Date,
): Record<Severity | 'accepted', number> {
  const counts = { error: 0, warning: 0, info: 0, accepted: 0 };
  for (const finding of findings) {
    const { isAccepted } = acceptanceOf(finding, now);
    counts[isAccepted ? 'accepted' : finding.severity] += 1;
  }
  return counts;
}

function firstLine(input: QuestionInput): string {
  const { kubernetes, mesh, environment, now } = input;
  if (kubernetes.state === 'unavailable') {
    return `nothing is known of the cluster: ${
      kubernetes.reason ?? 'it does not answer'
    }`;
  }
  const { error, warning, info, accepted } = countFindings(mesh.check(), now);
  const apart = accepted > 0 ? `; ${accepted} accepted` : '';
  if (error + warning + info === 0) {
    return `nothing is wrong with the ${count(
      mesh.all.length,
      'object',
    )} of ${environment}${apart}`;
  }
  const parts = [
    error > 0 && count(error, 'error'),
    warning > 0 && count(warning, 'warning'),
    info > 0 && count(info, 'note'),
  ].filter(Boolean);
  return `${parts.join(', ')} among ${count(
    mesh.all.length,
    'object',
  )} of ${environment}${apart}`;
}

const placeOf = ({ object, file = '', line = 0 }: Finding) =>
  `${object?.namespace ?? ''}/${object?.kind ?? ''}/${
    object?.name ?? file
  }/${String(line).padStart(6, '0')}`;

/** What is wrong with the resources, worst first; after it what is accepted. */
export function answerFindings(input: QuestionInput) {
  const items = input.mesh
    .check()
    .map(finding => findingOf(finding, input.now))
    .sort(
      (a, b) =>
        Number(Boolean(a.accepted)) - Number(Boolean(b.accepted)) ||
        WORST_FIRST.indexOf(a.severity) - WORST_FIRST.indexOf(b.severity) ||
        placeOf(a).localeCompare(placeOf(b)),
    );
  return {
    answer: sentence(firstLine(input)),
    items,
    sources: sourcesOf(input),
  };
}
