import type { Access } from '@ecotrack/mesh-engine';
import type { AccessRow } from '@ecotrack/backstage-plugin-service-mesh-common';

/** How far a port is open. */
export type Openness = AccessRow['openness'];

export const OPEN_FIRST: Openness[] = [
  'anyone',
  'unknown',
  'mesh',
  'some',
  'nobody',
];

/** Whether an entry is about callers outside the mesh. */
export const isOutside = ({ callers }: Pick<Access, 'callers'>) =>
  callers.workloads.length === 0 && !callers.rest;

/** How far a port is open, by what callers may do of whom nothing but the identity is known. */
export function opennessOf(access: readonly Access[]): Openness {
  const outside = access.find(isOutside)?.decision;
  if (outside === 'allow') {
    return 'anyone';
  }
  if (outside === 'depends') {
    return 'unknown';
  }
  const inside = access.filter(entry => !isOutside(entry));
  if (inside.every(({ decision }) => decision === 'deny')) {
    return 'nobody';
  }
  return inside.every(({ decision }) => decision === 'allow') ? 'mesh' : 'some';
}
