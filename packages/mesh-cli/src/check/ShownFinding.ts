import type { Finding, Severity } from '@ecotrack/mesh-engine';

/** A finding, and the meshes that have it. */
export interface ShownFinding extends Finding {
  /** Names of units; empty where it is about a file that none could read. */
  units: string[];
}

/** Worst first. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** Whether one of the findings is at or above a severity. */
export function isReached(
  findings: readonly Finding[],
  limit: Severity,
): boolean {
  return findings.some(
    ({ severity }) => SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(limit),
  );
}

/** How many there are of each severity. */
export function countsOf(
  findings: readonly Finding[],
): Record<Severity, number> {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of findings) {
    counts[severity]++;
  }
  return counts;
}
