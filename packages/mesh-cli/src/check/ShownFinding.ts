import {
  acceptanceOf,
  type Finding,
  type Severity,
} from '@ecotrack/mesh-engine';

/** A finding, and the meshes that have it. */
export interface ShownFinding extends Finding {
  /** Names of units; empty where it is about a file that none could read. */
  units: string[];
  /** Whether somebody accepts it by an exception that counts. */
  isAccepted: boolean;
  /** Why an exception that is written down does not count. */
  notAccepted?: string;
}

/** Worst first. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** Whether one of the findings that nobody accepts is at or above a severity. */
export function isReached(
  findings: readonly Finding[],
  limit: Severity,
  now: Date,
): boolean {
  return findings.some(
    finding =>
      SEVERITIES.indexOf(finding.severity) <= SEVERITIES.indexOf(limit) &&
      !acceptanceOf(finding, now).isAccepted,
  );
}

/** How many there are of each severity, and how many more are accepted. */
export function countsOf(
  findings: readonly ShownFinding[],
): Record<Severity | 'accepted', number> {
  const counts = { error: 0, warning: 0, info: 0, accepted: 0 };
  for (const { severity, isAccepted } of findings) {
    counts[isAccepted ? 'accepted' : severity]++;
  }
  return counts;
}
