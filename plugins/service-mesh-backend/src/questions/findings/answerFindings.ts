import type { Finding } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { Finding as EngineFinding, Severity } from '@ecotrack/mesh-engine';
import { sourcesOf, type QuestionInput } from '../input';
import { count, sentence } from '../wording/figures';
import { findingOf } from './findingOf';

const WORST_FIRST: Severity[] = ['error', 'warning', 'info'];

/** How many findings there are of each severity. */
export function countFindings(
  findings: readonly Pick<EngineFinding, 'severity'>[],
): Record<Severity, number> {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of findings) {
    counts[severity] += 1;
  }
  return counts;
}

function firstLine(input: QuestionInput): string {
  const { kubernetes, mesh, environment } = input;
  if (kubernetes.state === 'unavailable') {
    return `nothing is known of the cluster: ${
      kubernetes.reason ?? 'it does not answer'
    }`;
  }
  const { error, warning, info } = countFindings(mesh.check());
  if (error + warning + info === 0) {
    return `nothing is wrong with the ${count(
      mesh.all.length,
      'object',
    )} of ${environment}`;
  }
  const parts = [
    error > 0 && count(error, 'error'),
    warning > 0 && count(warning, 'warning'),
    info > 0 && count(info, 'note'),
  ].filter(Boolean);
  return `${parts.join(', ')} among ${count(
    mesh.all.length,
    'object',
  )} of ${environment}`;
}

const placeOf = ({ object, file = '', line = 0 }: Finding) =>
  `${object?.namespace ?? ''}/${object?.kind ?? ''}/${
    object?.name ?? file
  }/${String(line).padStart(6, '0')}`;

/** What is wrong with the resources, worst first. */
export function answerFindings(input: QuestionInput) {
  const items = input.mesh
    .check()
    .map(findingOf)
    .sort(
      (a, b) =>
        WORST_FIRST.indexOf(a.severity) - WORST_FIRST.indexOf(b.severity) ||
        placeOf(a).localeCompare(placeOf(b)),
    );
  return {
    answer: sentence(firstLine(input)),
    items,
    sources: sourcesOf(input),
  };
}
